#!/bin/bash
#SBATCH --job-name=buridan
#SBATCH --array=1-20
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=12:00:00
#SBATCH --requeue
# All methods on all tasks over 5 seeds, in 20 parts on a shared folder:
#   sbatch slurm-array.sh
# A part that is stopped and queued again goes on from its checkpoints. When all are done:
#   npx buridan report "$HOME"/buridan-runs/part-* --out report
set -euo pipefail
runs="${BURIDAN_RUNS:-$HOME/buridan-runs}"
# shellcheck disable=SC2086
${BURIDAN:-npx buridan} run ${BURIDAN_ARGS:---methods all --seeds 5} \
  --shard "${SLURM_ARRAY_TASK_ID}/${SLURM_ARRAY_TASK_MAX}" --out "$runs/part-${SLURM_ARRAY_TASK_ID}"
