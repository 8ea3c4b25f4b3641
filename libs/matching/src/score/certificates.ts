import type { Assess } from './factor';

const DATE_LENGTH = '2026-03-31'.length;

/** How many of the certificates that the demand's text names the company holds, valid until the deadline. */
export const byCertificates: Assess = ({ demand, company }) => {
  if (!demand.certificates.length) return null;
  // Certificates run out with a day, demands within one.
  const until = demand.deadline?.slice(0, DATE_LENGTH) ?? '';
  const held = new Set(
    company.certificates
      .filter(({ validUntil }) => validUntil === null || validUntil >= until)
      .map(({ scheme }) => scheme),
  );
  const wanted = [...new Set(demand.certificates)].sort();
  const met = wanted.filter((scheme) => held.has(scheme));
  return {
    value: met.length / wanted.length,
    met: met.map((code) => ({ code, by: code, degree: 1 })),
    missing: wanted.filter((scheme) => !held.has(scheme)),
  };
};
