from django.urls import path

from core import views

urlpatterns = [path("photos/<slug:app_label>/<slug:stem>/<int:width>.jpg", views.photo, name="photo")]
