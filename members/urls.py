from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("members/", views.MemberList.as_view(), name="list"),
    path("members/<slug:slug>/", views.OrganisationDetail.as_view(), name="detail"),
    path("organisations/", views.OtherOrganisationList.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", views.OrganisationDetail.as_view(), name="organisation"),
    path("steering-committee/", views.CommitteeDetail.as_view(), {"slug": "steering-committee"}, name="committee"),
    path("branding.css", views.branding_css, name="branding_css"),
    path("secretariat/", views.Secretariat.as_view(), name="secretariat"),
]
