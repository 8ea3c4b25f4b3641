import { type HttpCall, Clients, type LoadResult } from './load';
import { type Figures, measure, median } from './measure';
import type { PostgresCpu } from './postgres-cpu';
import { type Bench, BOUNDS, type Cost, type Sample, type Scenario, type Storm } from './scenarios/scenario';
import type { ServerChild } from './server/child';

export interface Comparison {
  readonly name: string;
  readonly cost: Cost;
  readonly portal: Figures;
  readonly bare: Figures;
  /** CPU of the portal's process as a multiple of the bare server's. */
  readonly ratio: number;
  readonly bound: number;
}

// A server is warm after so many requests, not after some time: on a busy machine it would be measured uncompiled.
const WARM_UP_MS = 1_500;
const WARM_UP_REQUESTS = 4_000;
const STORMS_PER_ROUND = 3;

/** Sets the portal and the bare server against each other, in alternating rounds on the same database. */
export class Contest {
  constructor(
    private readonly bench: Bench,
    private readonly portal: ServerChild,
    private readonly bare: ServerChild,
    private readonly postgres: PostgresCpu,
  ) {}

  async run(scenario: Scenario): Promise<Comparison> {
    const samples = await scenario.samples(this.bench);
    const replays = await this.teach(scenario.name, samples);
    const { rounds, seconds, clients } = this.bench.options;
    const portalCall = (index: number) => (samples[index % samples.length] as Sample).call();
    const bareCall = (index: number) => replays[index % replays.length] as HttpCall;
    const loadOf =
      (next: (index: number) => HttpCall, time: number, least = 0) =>
      (own: Clients): Promise<LoadResult> =>
        own.repeat(next, time, least);
    await measure(this.portal, this.postgres, clients, loadOf(portalCall, WARM_UP_MS, WARM_UP_REQUESTS));
    await measure(this.bare, this.postgres, clients, loadOf(bareCall, WARM_UP_MS, WARM_UP_REQUESTS));
    const [ofPortal, ofBare]: [Figures[], Figures[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ofPortal.push(await measure(this.portal, this.postgres, clients, loadOf(portalCall, seconds * 1000)));
      ofBare.push(await measure(this.bare, this.postgres, clients, loadOf(bareCall, seconds * 1000)));
    }
    return compare(scenario, ofPortal, ofBare);
  }

  /** The first storm warms up and is what the bare server learns from. */
  async storm(storm: Storm): Promise<Comparison> {
    const first = await storm.calls(this.bench);
    const [sample] = await this.teach(storm.name, first.slice(0, 1), false);
    const learnt = first[0]?.ids ?? [];
    const [ofPortal, ofBare]: [Figures[], Figures[]] = [[], []];
    for (let round = 0; round < this.bench.options.rounds * STORMS_PER_ROUND; round++) {
      const calls = await storm.calls(this.bench);
      ofPortal.push(
        await this.blow(
          this.portal,
          calls.map((one) => one.call()),
        ),
      );
      await storm.check(this.bench);
      const again = await storm.calls(this.bench);
      ofBare.push(
        await this.blow(
          this.bare,
          again.map((one) => replay(sample as HttpCall, learnt, one.ids)),
        ),
      );
      await storm.check(this.bench);
    }
    return compare(storm, ofPortal, ofBare);
  }

  private blow(server: ServerChild, calls: readonly HttpCall[]): Promise<Figures> {
    return measure(server, this.postgres, calls.length, (clients) => clients.once(calls));
  }

  /** Lets the portal answer each sample once, and the bare server learn the statements by which it did. */
  private async teach(name: string, samples: readonly Sample[], rehearse = true): Promise<HttpCall[]> {
    const bare = new Clients(this.bare.port, 1);
    const replays: HttpCall[] = [];
    for (const [index, sample] of samples.entries()) {
      // What is prepared or looked up once per process must not stand in the recording.
      if (rehearse) await this.answered(name, sample);
      const statements = await this.portal.record(() => this.answered(name, sample));
      const key = `${name.replace(/[^a-z]+/g, '-')}-${index}`;
      await bare.call({ method: 'PUT', path: `/scripts/${key}`, body: JSON.stringify(statements) });
      const call: HttpCall = { method: sample.ids ? 'POST' : 'GET', path: `/run/${key}` };
      replays.push(sample.ids ? replay(call, sample.ids, sample.ids) : call);
    }
    bare.close();
    return replays;
  }

  private async answered(name: string, sample: Sample): Promise<void> {
    const { status, body } = await this.bench.call(sample.call());
    if (status > 299) throw new Error(`${name}: ${status} ${body.slice(0, 500)}`);
  }
}

function replay(call: HttpCall, learnt: readonly string[], ids: readonly string[]): HttpCall {
  return {
    ...call,
    body: JSON.stringify({ replace: Object.fromEntries(learnt.map((id, index) => [id, ids[index]])) }),
  };
}

function compare({ name, cost }: { name: string; cost: Cost }, portal: Figures[], bare: Figures[]): Comparison {
  const [ours, theirs] = [median(portal), median(bare)];
  return { name, cost, portal: ours, bare: theirs, ratio: ours.serverCpu / theirs.serverCpu, bound: BOUNDS[cost] };
}
