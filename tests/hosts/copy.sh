#!/usr/bin/env bash
# publish.sh: a first copy, an edit, a removal, a folder of somebody else. Between its steps no page may lack a file.
#
#   WORK=FOLDER copy.sh PROJECT
set -euo pipefail
project=$1
to=$WORK/share
says() { echo "$*"; exit 1; }

# In place of rsync: the real one, then a look at every page that readers now see.
real=$(command -v rsync)
mkdir -p "$WORK/watched"
cat >"$WORK/watched/rsync" <<END
#!/usr/bin/env bash
set -euo pipefail
"$real" "\$@"
echo called >>"$WORK/rsync-calls"
cd "$to"
find . -name '*.html' | while read -r page; do
  { grep -oE '(href|src)="[^"#?:]*assets/[^"#?]+"' "\$page" || true; } | sed -E 's/^[a-z]+="(.*)"\$/\1/' | while read -r asset; do
    case \$asset in /*) continue ;; esac
    [ -e "\$(dirname "\$page")/\$asset" ] || { echo "\$page lacks \$asset" >&2; exit 1; }
  done
done
END
chmod +x "$WORK/watched/rsync"
PATH=$WORK/watched:$PATH

sh "$project/publish.sh" "$to"
[ -e "$to/index.html" ] || says "nothing was copied"
[ "$(wc -l <"$WORK/rsync-calls")" = 3 ] || says "rsync was not watched"
gone=trusts/uclh/talks/six-meetings
[ -e "$to/$gone/index.html" ] || says "there is no $gone to remove"
grep -q uclh "$to/index.html"

rm "$project/content/$gone.md"
{ grep -rl 'six-meetings' "$project/content" || true; } | while read -r file; do
  sed -i -E 's/\[([^]]*)\]\([^)]*six-meetings[^)]*\)/\1/g; /six-meetings/d' "$file"
done
(cd / && sh "$project/publish.sh" "$to")
[ ! -e "$to/$gone" ] || says "$gone is still there"
diff -rq "$project/public" "$to"

# A path that is not from the root, from another folder.
(cd "$WORK" && sh "$project/publish.sh" "relative/share")
diff -rq "$project/public" "$WORK/relative/share"

mkdir "$WORK/photos"
echo mine >"$WORK/photos/holiday.jpg"
if sh "$project/publish.sh" "$WORK/photos"; then says "a folder of somebody else was written to"; fi
[ "$(ls "$WORK/photos")" = holiday.jpg ] || says "a folder of somebody else has changed"
if sh "$project/publish.sh"; then says "no folder was named, and it went on"; fi

# Content with an error: readers keep what they have.
before=$(cd "$to" && find . -type f -exec sha256sum {} + | sort)
echo '[gone](gone.md)' >>"$project/content/index.md"
if sh "$project/publish.sh" "$to"; then says "a broken site was published"; fi
[ "$before" = "$(cd "$to" && find . -type f -exec sha256sum {} + | sort)" ] || says "a broken site changed the copy"
