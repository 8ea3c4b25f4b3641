/**
 * Units of a currency in a US dollar, to the nearest order that matters here: a budget is only put into one of six bands.
 * Never shown and never used to convert a price. Written down in 2026.
 */
const PER_DOLLAR: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.9,
  CNY: 7.1,
  RUB: 85,
  INR: 87,
  PKR: 282,
  KZT: 520,
  KGS: 87,
  TJS: 10,
  UZS: 12_500,
  IRR: 900_000,
  BYN: 3.2,
  AFN: 70,
  MNT: 3_550,
  AZN: 1.7,
  AMD: 385,
  BHD: 0.38,
  EGP: 49,
  KHR: 4_050,
  QAR: 3.64,
  KWD: 0.31,
  MVR: 15.4,
  MMK: 2_100,
  NPR: 139,
  AED: 3.67,
  SAR: 3.75,
  TRY: 41,
  LKR: 300,
  LAK: 21_600,
};

/** An amount roughly in US dollars; null for a currency that is not known here. */
export function roughDollars(amount: string, currency: string): number | null {
  const rate = PER_DOLLAR[currency];
  const value = Number(amount);
  return rate === undefined || !Number.isFinite(value) ? null : value / rate;
}
