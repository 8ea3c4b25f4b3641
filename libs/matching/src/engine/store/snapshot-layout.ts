import type { Collection } from '../limits';

/** What a snapshot must be of to be of use. */
export interface SnapshotOf {
  /** How features were made: texts of another making do not meet these. */
  readonly space: string;
  /** The history of the database that it was taken of. */
  readonly history: string;
  /** Milliseconds since 1970 before which it is too old. */
  readonly notBefore: number;
}

export interface SnapshotHeader extends Omit<SnapshotOf, 'notBefore'> {
  /** Up to where the changes of the database are in it. */
  readonly mark: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** How long the arrays of a segment are. */
export interface SegmentLayout {
  readonly documents: number;
  readonly lists: number;
  readonly postings: number;
  readonly forward: number;
}

export interface CollectionLayout {
  /** Entries, also those that nobody has. */
  readonly end: number;
  readonly segments: readonly SegmentLayout[];
}

/** Stands in the file as JSON before the arrays. */
export interface SnapshotContents {
  readonly header: SnapshotHeader;
  /** Arrays are written as the processor holds them. */
  readonly isLittleEndian: boolean;
  readonly collections: Readonly<Record<Collection, CollectionLayout>>;
}

export const MAGIC = Buffer.from('SHQMIX02');
/** Bytes before the contents: the magic, their length, their checksum. */
export const PREAMBLE = MAGIC.length + 8;
export const CHECKSUM = 4;
export const MOST_CONTENTS = 1_000_000;
export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
