from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "pathfinder.skills"
    label = "skills"
