/** Measures contestants in turns: never two at once, every round ours and then each peer, so that a slow spell of the machine falls on all. */
import type { Contestant } from "./contestants.js";
import type { Reply } from "./peers/protocol.js";

/** What one contestant did: milliseconds of each repetition, scaled to the draws of the workload. */
export interface Measured {
  readonly name: string;
  readonly version: string;
  readonly draws: number;
  readonly min: number;
  readonly median: number;
  readonly repetitions: number;
  readonly replies: readonly Reply[];
}

/** Effort per contestant: seconds in all, at least two and at most `rounds` repetitions after the ones that warm up. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUps: number;
}

/** Runs all contestants; `draws` is the number that the results are scaled to. */
export async function measure(contestants: readonly Contestant[], draws: number, effort: Effort): Promise<readonly Measured[]> {
  let seed = 1;
  const ask = ({ peer, workload, draws, method = "" }: Contestant) => peer.ask(`${workload} ${draws} ${seed++} ${method}`);
  const allowed: number[] = [];
  for (const contestant of contestants) {
    let { ms } = await ask(contestant);
    for (let count = 1; count < effort.warmUps && ms * count < effort.seconds * 100; count++) ms = Math.min(ms, (await ask(contestant)).ms);
    allowed.push(Math.min(effort.rounds, Math.max(2, Math.floor((effort.seconds * 1000) / ms))));
  }
  const replies: Reply[][] = contestants.map(() => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (const [index, contestant] of contestants.entries()) {
      if (round < allowed[index]!) replies[index]!.push(await ask(contestant));
    }
  }
  return contestants.map((contestant, index) => {
    const times = replies[index]!.map(({ ms }) => (ms * draws) / contestant.draws).sort((left, right) => left - right);
    return {
      name: contestant.name,
      version: contestant.peer.version,
      draws: contestant.draws,
      min: times[0]!,
      median: times[Math.floor(times.length / 2)]!,
      repetitions: times.length,
      replies: replies[index]!,
    };
  });
}
