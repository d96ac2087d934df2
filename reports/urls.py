from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.AnnualReportList.as_view(), name="list"),
    path("<str:slug>.pdf", views.pdf, name="pdf"),
    path("<str:slug>/", views.detail, name="detail"),
    path("<str:slug>/releases/<int:number>/", views.release, name="release"),
    path("<str:slug>/releases/<int:number>.<str:ending>", views.release_file, name="release_file"),
]
