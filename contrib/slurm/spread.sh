#!/bin/bash
# Spreads a run over a Slurm cluster, makes lost shards again, and prints the result:
#   spread.sh CASE COUNT PARTS [OPTION OF outweigh run]...
# ATTEMPTS (3) says how often, SBATCH_… and OUTWEIGH as documented by Slurm and in the README.
set -euo pipefail

if [ $# -lt 3 ]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi
case_folder=$1 count=$2 parts=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$parts"

# The shards that no whole part holds, as Slurm writes them: 2,5-7.
missing() {
  local lost
  compgen -G "$parts/*.part" > /dev/null || { echo "1-$count"; return; }
  lost=$(${OUTWEIGH:-outweigh} merge --missing "$parts"/*.part) || [ $? -eq 1 ] || lost="1-$count"
  echo "$lost"
}

wanted=$(missing)
for ((attempt = 1; attempt <= ${ATTEMPTS:-3}; attempt++)); do
  [ -n "$wanted" ] || break
  echo "Attempt $attempt: shards $wanted of $count" >&2
  sbatch --wait --quiet --array="$wanted" --output="$parts/%a.log" "$here/shard.sh" "$@" >&2 || true
  wanted=$(missing)
done
exec ${OUTWEIGH:-outweigh} merge "$parts"/*.part "$case_folder"
