"""web.config: no type is named twice (IIS answers 500.19 then), each is removed before it is added, the policy and the 404 page are there."""

import sys
import xml.etree.ElementTree as ElementTree

root = ElementTree.parse(sys.argv[1]).getroot()
server = root.find("system.webServer")
content = server.find("staticContent")
removed = [node.get("fileExtension") for node in content.findall("remove")]
added = [node.get("fileExtension") for node in content.findall("mimeMap")]
assert removed == added and len(set(added)) == len(added), (removed, added)
assert {".json", ".md", ".svg", ".webp"} <= set(added)
headers = {node.get("name"): node.get("value") for node in server.iter("add") if node.get("name")}
assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], headers
error = server.find("httpErrors/error")
assert (error.get("statusCode"), error.get("path"), error.get("responseMode")) == ("404", "safety\\404.html", "File")
caches = {place.get("path"): place.find(".//clientCache").attrib for place in root.findall("location")}
assert set(caches) == {"assets", "search-index", "search-index/root.js"}, caches
assert all(("immutable" in cache["cacheControlCustom"]) == (path != "search-index/root.js") for path, cache in caches.items()), caches
assert caches["search-index/root.js"]["cacheControlMode"] == "DisableCache"
