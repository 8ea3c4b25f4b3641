import { Injectable } from '@nestjs/common';
import { type Bridge, createBridge, type LexiconTerm } from '@shuqiao/text';
import { Lexicon } from './lexicon.service';

/** A bridge and the edition of the lexicon that it was made with. */
export interface CurrentBridge {
  readonly bridge: Bridge;
  readonly edition: string;
  /** By which another thread can make the same bridge. */
  readonly terms: readonly LexiconTerm[];
}

/** The one bridge of a program, made anew when the lexicon has changed. Its data are loaded with the first text. */
@Injectable()
export class LexiconBridge {
  private known: CurrentBridge | undefined;

  constructor(private readonly lexicon: Lexicon) {}

  async current(): Promise<CurrentBridge> {
    const { edition, terms } = await this.lexicon.terms();
    if (this.known?.edition !== edition) this.known = { edition, terms, bridge: createBridge({ lexicon: terms }) };
    return this.known;
  }
}
