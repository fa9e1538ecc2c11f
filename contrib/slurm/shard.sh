#!/bin/bash
# One task of the array makes one shard: shard.sh CASE COUNT PARTS [OPTION OF outweigh run]...
#SBATCH --job-name=outweigh
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

case_folder=$1 count=$2 parts=$3
shift 3
mkdir -p "$parts"
exec ${OUTWEIGH:-outweigh} run "$case_folder" "$@" --workers "${SLURM_CPUS_PER_TASK:-1}" \
  --shard "$SLURM_ARRAY_TASK_ID/$count" --out "$parts/$SLURM_ARRAY_TASK_ID.part"
