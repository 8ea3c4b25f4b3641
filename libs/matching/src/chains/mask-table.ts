import type { CoverValues, Standing } from './cover-values';
import { ascending, bits } from './cover-values';

/** A part of the search space: the sets that hold all of `inside` and none of `outside`. */
export interface Cell {
  readonly inside: readonly number[];
  readonly outside: ReadonlySet<number>;
}

const NOBODY = -1;

/**
 * The best set of a cell, by dynamic programming over the masks of at most 12 requirements: `whole[s][mask]` is the most
 * that s companies add when they share out the requirements of the mask. A set is as good as the best such sharing,
 * since each requirement counts by the member that meets it best.
 *
 * A company may take two shares here, and pairs are not looked at. The first is never the best: with the shares of one
 * company put together a smaller set would do as much. The second is left to the caller.
 */
export class MaskTable {
  /** Steps taken so far: what bounds the time without a clock. */
  work = 0;
  private readonly size: number;
  private readonly one: Float64Array;
  private readonly owner: Int32Array;
  private readonly shares: Float64Array;
  private readonly masks: Int32Array;

  constructor(private readonly values: CoverValues) {
    this.size = 1 << values.problem.requirements.length;
    this.one = new Float64Array(this.size);
    this.owner = new Int32Array(this.size);
    this.shares = new Float64Array(this.size);
    this.masks = new Int32Array(this.size);
  }

  /** The most of the goal, then the fewest members, then the greatest value; pairs that exclude each other may be in it. */
  best({ inside, outside }: Cell): Standing {
    const { values } = this;
    const pool = values.columns
      .map((_, place) => place)
      .filter((place) => !outside.has(place) && !inside.includes(place));
    const given = values.standing(inside);
    const reachable = bits((values.maskOf(pool) | values.maskOf(inside)) & values.goal);
    if (given.reached === reachable || inside.length >= values.problem.mostMembers) return given;
    this.fillOne(pool);
    let found: { reached: number; value: number; layer: number; mask: number } | null = null;
    const kept = this.keptByInside(inside);
    const layers: Layer[] = [{ whole: this.one, first: new Int32Array(this.size).map((_, mask) => mask) }];
    const most = values.problem.mostMembers - inside.length;
    for (let layer = 0; layer < most; layer += 1) {
      if (layer > 0) layers.push(this.nextLayer(layers[layer - 1] as Layer));
      const better = this.bestMask(layers[layer] as Layer, kept, values.maskOf(inside));
      if (better && better.reached > (found?.reached ?? given.reached)) found = { ...better, layer };
      if (found?.reached === reachable) break;
    }
    if (!found) return given;
    const members = [...inside, ...this.members(layers, found.layer, found.mask)].sort(ascending);
    return { reached: found.reached, value: found.value + values.scores(inside), members };
  }

  /** The most that one company adds for each mask, and which company it is. */
  private fillOne(pool: readonly number[]): void {
    this.one.fill(NOBODY);
    for (const place of pool) this.fillOneFrom(place);
  }

  // Here the time goes when companies meet nearly everything: plain loops over locals.
  private fillOneFrom(place: number): void {
    const { one, owner, shares, masks } = this;
    const { mask, gains, score } = this.values.column(place);
    shares[0] = score;
    let filled = 1;
    for (let bit = 0; bit < gains.length; bit += 1) {
      if (!(mask & (1 << bit))) continue;
      const gain = gains[bit] as number;
      for (let subset = 0; subset < filled; subset += 1) {
        const part = (masks[subset] as number) | (1 << bit);
        const share = (shares[subset] as number) + gain;
        masks[filled + subset] = part;
        shares[filled + subset] = share;
        // Strictly more: among equals the first column stays.
        if (share > (one[part] as number)) {
          one[part] = share;
          owner[part] = place;
        }
      }
      filled *= 2;
    }
    this.work += filled;
  }

  /** What `inside` adds for the requirements that are not in the mask. */
  private keptByInside(inside: readonly number[]): Float64Array {
    const best = this.values.best(inside);
    const sums = new Float64Array(this.size);
    for (let mask = 1; mask < this.size; mask += 1)
      sums[mask] = (sums[mask & (mask - 1)] ?? 0) + (best[31 - Math.clz32(mask & -mask)] ?? 0);
    return sums.map((_, mask) => sums[this.size - 1 - mask] ?? 0);
  }

  // The share with the lowest requirement of the mask goes to one company, the rest to one company fewer.
  private nextLayer(before: Layer): Layer {
    const { one, size } = this;
    const whole = new Float64Array(size).fill(NOBODY);
    const first = new Int32Array(size);
    for (let mask = 1; mask < size; mask += 1) {
      const others = mask & (mask - 1);
      for (let rest = others; rest; rest = (rest - 1) & others) {
        const share = one[mask ^ rest] as number;
        const more = before.whole[rest] as number;
        if (share < 0 || more < 0 || share + more <= (whole[mask] as number)) continue;
        whole[mask] = share + more;
        first[mask] = mask ^ rest;
      }
      this.work += 1 << bits(others);
    }
    return { whole, first };
  }

  private bestMask(layer: Layer, kept: Float64Array, given: number) {
    let best: { reached: number; value: number; mask: number } | null = null;
    for (let mask = 1; mask < this.size; mask += 1) {
      const shared = layer.whole[mask] ?? NOBODY;
      if (shared < 0) continue;
      const reached = bits((mask | given) & this.values.goal);
      const value = shared + (kept[mask] ?? 0);
      if (!best || reached > best.reached || (reached === best.reached && value > best.value))
        best = { reached, value, mask };
    }
    return best;
  }

  private members(layers: readonly Layer[], layer: number, mask: number): number[] {
    const share = layers[layer]?.first[mask] ?? mask;
    const member = this.owner[share] ?? 0;
    return layer === 0 ? [member] : [member, ...this.members(layers, layer - 1, mask ^ share)];
  }
}

interface Layer {
  readonly whole: Float64Array;
  /** The share of the company that the mask's lowest requirement went to. */
  readonly first: Int32Array;
}
