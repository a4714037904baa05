#!/bin/sh
# Runs the CDKTF application once and records the classes it loads in main/target/tap.jsa. `tap` maps them from there
# instead of reading, parsing and verifying them again; a JVM that the archive does not fit does without.
#
# The build calls this in its phase package. Synthesis works without the archive, only slower: whatever is missing, the
# reason is printed and the build goes on.
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P) || exit 0
cd "$root" || exit 0
archive=main/target/tap.jsa
scratch=main/target/class-data-archive
rm -rf "$archive" "$scratch"

unset CDKTF_CONTEXT_JSON
export TAP_ARCHIVE_CLASSES=yes "CDKTF_OUTDIR=$scratch"
failed=
said=$(sh ./tap app 2>&1) || failed=yes
rm -rf "$scratch"

if [ -z "$failed" ] && [ -s "$archive" ]; then
    exit 0
fi
rm -f "$archive"
reason=$(printf '%s\n' "$said" | head -n 1)
printf 'no class-data archive, synthesis starts slower: %s\n' "${reason:-this JVM made none}"
exit 0
