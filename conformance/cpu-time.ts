/** The milliseconds of computing that some work takes of this process: what other processes take of the machine meanwhile does not count. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
