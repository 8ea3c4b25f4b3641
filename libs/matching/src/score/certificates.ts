import type { CompanyFeatures, DemandFeatures } from '../features';
import { type Assess, sorted } from './factor';

const DATE_LENGTH = '2026-03-31'.length;

/** How many of the certificates that the demand's text names the company holds, valid until the deadline. */
export const byCertificates: Assess = ({ demand, company }) => {
  if (!demand.certificates.length) return null;
  const held = heldAt(demand.deadline, company);
  const wanted = sorted(demand.certificates);
  const met = wanted.filter((scheme) => held.has(scheme));
  return {
    value: met.length / wanted.length,
    met: met.map((code) => ({ code, by: code, degree: 1 })),
    missing: wanted.filter((scheme) => !held.has(scheme)),
  };
};

/** NaN when none is asked for. */
export function certificatesValue({ certificates, deadline }: DemandFeatures, company: CompanyFeatures): number {
  if (!certificates.length) return NaN;
  const [held, wanted] = [heldAt(deadline, company), new Set(certificates)];
  let met = 0;
  for (const scheme of wanted) if (held.has(scheme)) met += 1;
  return met / wanted.size;
}

/** Certificates run out with a day, demands within one. */
function heldAt(deadline: string | null, { certificates }: CompanyFeatures): ReadonlySet<string> {
  const until = deadline?.slice(0, DATE_LENGTH) ?? '';
  const valid = certificates.filter(({ validUntil }) => validUntil === null || validUntil >= until);
  return new Set(valid.map(({ scheme }) => scheme));
}
