import { canonicalJson, type Json, type JsonObject } from '@shuqiao/kernel';
import type { DemandContent } from './demand-content';
import { publicContent } from './demand-document';

/** One difference between two versions; `pointer` names a requirement by its id, since positions shift. */
export interface DemandChange {
  readonly pointer: string;
  readonly before: Json;
  readonly after: Json;
}

const MATERIAL = /^\/(requirements|budget|deadline|country)(\/|$)/;

/** What a new version changes in the one before, member by member; empty when they say the same. */
export function changesBetween(before: DemandContent, after: DemandContent): DemandChange[] {
  const { requirements: oldList, ...oldTerms } = publicContent(before);
  const { requirements: newList, ...newTerms } = publicContent(after);
  const [olds, news] = [byId(oldList), byId(newList)];
  const ids = [...new Set([...olds.keys(), ...news.keys()])];
  return [...memberChanges('', oldTerms, newTerms), ...ids.flatMap((id) => changesOf(id, olds.get(id), news.get(id)))];
}

/** A material amendment changes what was answered to: everybody who answered has to reconfirm. */
export function isMaterial(changes: readonly DemandChange[]): boolean {
  return changes.some((change) => MATERIAL.test(change.pointer));
}

function changesOf(id: string, before: JsonObject | undefined, after: JsonObject | undefined): DemandChange[] {
  const pointer = `/requirements/${id}`;
  if (before && after) return memberChanges(pointer, before, after);
  return [{ pointer, before: before ?? null, after: after ?? null }];
}

function memberChanges(path: string, before: JsonObject, after: JsonObject): DemandChange[] {
  return Object.keys(after)
    .filter((member) => canonicalJson(before[member]) !== canonicalJson(after[member]))
    .map((member) => ({ pointer: `${path}/${member}`, before: before[member] ?? null, after: after[member] ?? null }));
}

function byId(requirements: Json | undefined): Map<string, JsonObject> {
  return new Map((requirements as JsonObject[]).map((requirement) => [requirement.id as string, requirement]));
}
