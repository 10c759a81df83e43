from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hamshahr.faces.site"
    label = "site"

    def ready(self) -> None:
        from hamshahr.commons.search.addresses import register_search_page  # apps exist only now

        register_search_page("site:search", feed="site:feed")
