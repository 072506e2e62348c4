from django.urls import path

from pathfinder.content import views

app_name = "content"
urlpatterns = [path("health", views.health, name="health")]
