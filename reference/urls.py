from django.urls import path

from reference import views

app_name = "reference"
urlpatterns = [
    path("terms-to-avoid/", views.TermToAvoidList.as_view(), name="terms-to-avoid"),
    path("terms-to-avoid/<slug:slug>/", views.TermToAvoidPlace.as_view(), name="term-to-avoid"),
]
