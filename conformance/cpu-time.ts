/** The milliseconds of computing that some work takes of this process: what other processes take of the machine meanwhile does not count. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * The least time of up to three runs, which end with the first that is quick enough: on a machine whose processors are shared the same
 * work takes up to three times as long, and work that grows too fast is slow each time.
 */
export function leastCpuTime(work: () => void, enough: number): number {
  let least = cpuTime(work)
  for (let again = 0; again < 2 && least >= enough; again++) least = Math.min(least, cpuTime(work))
  return least
}
