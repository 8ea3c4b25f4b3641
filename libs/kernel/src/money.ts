/** An amount in decimal notation, never a float: `{amount: "1250000.00", currency: "USD"}`. */
export interface Money {
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** Up to 15 digits before the point and 3 after it: what numeric(18,3) keeps and every currency here needs. */
export const MONEY_AMOUNT = /^(0|[1-9]\d{0,14})(\.\d{1,3})?$/;

/** Compares two decimal amounts without leaving exact arithmetic: negative, zero or positive. */
export function compareAmounts(left: string, right: string): number {
  const difference = thousandths(left) - thousandths(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function thousandths(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0'));
}
