import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '@shuqiao/kernel';
import { type PublicKey, PublicTokens } from '@shuqiao/platform';
import { toBuffer, toString } from 'qrcode';
import { Bookings } from '../bookings.service';
import { BOOKING_STATE } from '../roadshow.errors';

/** Signed before the ids: never changes, since doors check it without asking. */
export const CHECK_IN = 'check-in';

export const CODE_FORMATS = ['svg', 'png'] as const;
export type CodeFormat = (typeof CODE_FORMATS)[number];

export interface CodeImage {
  readonly mediaType: string;
  readonly content: Buffer;
}

export interface CodeIds {
  readonly bookingId: string;
  readonly sessionId: string;
  readonly delegateAccountId: string;
}

const DRAWING = { errorCorrectionLevel: 'M', margin: 4 } as const;
const PNG_PIXELS = 600;

/** The code by which a delegate is let in: good for one booking, its session and the delegate whom it names. */
@Injectable()
export class CheckInCodes {
  constructor(
    private readonly bookings: Bookings,
    private readonly tokens: PublicTokens,
  ) {}

  get publicKey(): PublicKey {
    return this.tokens.publicKey;
  }

  /**
   * The QR code for the delegate, or for who may act for him.
   * @throws DomainError BOOKING_STATE for what is not a confirmed seat.
   */
  async draw(actor: Actor, bookingId: string, format: CodeFormat): Promise<CodeImage> {
    const booking = await this.bookings.findFor(actor, bookingId);
    const { id, sessionId, delegateAccountId, status } = booking;
    if (status !== 'confirmed' && status !== 'attended') throw new DomainError(BOOKING_STATE, { status });
    const code = this.tokens.sign(CHECK_IN, [id, sessionId, delegateAccountId]);
    if (format === 'png')
      return { mediaType: 'image/png', content: await toBuffer(code, { ...DRAWING, type: 'png', width: PNG_PIXELS }) };
    return { mediaType: 'image/svg+xml', content: Buffer.from(await toString(code, { ...DRAWING, type: 'svg' })) };
  }

  /** What a scanned code is about, or null when it is none of ours. */
  read(code: string): CodeIds | null {
    const [bookingId, sessionId, delegateAccountId] = this.tokens.read(CHECK_IN, code) ?? [];
    return bookingId && sessionId && delegateAccountId ? { bookingId, sessionId, delegateAccountId } : null;
  }
}
