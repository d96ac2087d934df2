from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("members/", views.OrganisationList.as_view(), name="list"),
    path("members/<slug:slug>/", views.OrganisationDetail.as_view(), name="detail"),
    path("steering-committee/", views.CommitteeDetail.as_view(), {"slug": "steering-committee"}, name="committee"),
    path("house.css", views.house_style, name="house_style"),
    path("secretariat/", views.Secretariat.as_view(), name="secretariat"),
]
