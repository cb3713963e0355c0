"""Azure's settings: JSON, with the keys that Microsoft names, and the same headers as the site's own.

Microsoft's schema is on no package registry, so the names are those of
https://learn.microsoft.com/azure/static-web-apps/configuration
"""

import json
import sys

KEYS = {"auth", "forwardingGateway", "globalHeaders", "mimeTypes", "navigationFallback", "networking", "platform",
        "responseOverrides", "routes", "trailingSlash"}
ROUTE = {"route", "methods", "rewrite", "redirect", "statusCode", "headers", "allowedRoles"}

with open(sys.argv[1], encoding="utf-8") as file:
    settings = json.load(file)
assert set(settings) <= KEYS, set(settings) - KEYS
for route in settings["routes"]:
    assert set(route) <= ROUTE and route["route"].startswith("/"), route
assert settings["responseOverrides"]["404"]["rewrite"] == "/404.html"
assert all(ending.startswith(".") for ending in settings["mimeTypes"])
assert "frame-ancestors 'none'" in settings["globalHeaders"]["Content-Security-Policy"]
lasting = [(route["route"], "immutable" in route["headers"]["Cache-Control"]) for route in settings["routes"] if "headers" in route]
# The first that matches counts.
assert lasting == [("/assets/*", True), ("/search-index/root.js", False), ("/search-index/*", True)], lasting
