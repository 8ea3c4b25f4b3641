import type { Statement } from '@shuqiao/platform';

// Each answers one row: the company or account concerned, and `facts` as the texts want them. A time is {"time": …}.

export const time = (column: string) => `json_build_object('time', ${column})`;

/** A title in the reader's language where its company wrote one, and as it was first written otherwise. */
export const title = (demand: string) =>
  `json_build_object(${['zh', 'ru', 'en']
    .map(
      (
        language,
      ) => `'${language}', coalesce((SELECT translation->>'text' FROM jsonb_array_elements(${demand}.title_translations) translation
        WHERE translation->>'lang' = '${language}' LIMIT 1), ${demand}.title->>'text')`,
    )
    .join(', ')})`;

/** ($1 company) */
export const COMPANY_FACTS: Statement = {
  name: 'facts.company',
  text: `SELECT company.id AS "companyId", json_build_object('companyName', company.legal_name) AS facts
         FROM companies company WHERE company.id = $1`,
};

/** ($1 company, $2 codes of checks) The day is the first on which one of them runs out. */
export const EXPIRY_FACTS: Statement = {
  name: 'facts.expiry',
  text: `SELECT company.id AS "companyId", json_build_object('companyName', company.legal_name,
           'until', json_build_object('date', (SELECT min(finding.valid_until) FROM company_findings finding
             WHERE finding.company_id = company.id AND finding.current AND finding."check" = ANY ($2::text[])))) AS facts
         FROM companies company WHERE company.id = $1`,
};

/** ($1 renewal) While it is returned, `until` is when it has to be answered. */
export const RENEWAL_FACTS: Statement = {
  name: 'facts.renewal',
  text: `SELECT company.id AS "companyId", renewal.checks, json_strip_nulls(json_build_object('companyName', company.legal_name,
           'until', CASE WHEN renewal.respond_by IS NOT NULL THEN ${time('renewal.respond_by')} END)) AS facts
         FROM company_renewals renewal JOIN companies company ON company.id = renewal.company_id WHERE renewal.id = $1`,
};

/** ($1 demand) */
export const DEMAND_FACTS: Statement = {
  name: 'facts.demand',
  text: `SELECT demand.company_id AS "companyId",
           json_build_object('demandTitle', ${title('demand')}, 'until', ${time('demand.deadline')}) AS facts
         FROM demands demand WHERE demand.id = $1`,
};

/** ($1 question) A question's asker stays hidden from the company that is asked, hence two companies in two columns. */
export const QUESTION_FACTS: Statement = {
  name: 'facts.question',
  text: `SELECT demand.company_id AS "companyId", asker.company_id AS "askerCompanyId",
           json_build_object('demandTitle', ${title('demand')}) AS facts
         FROM demand_questions question JOIN demands demand ON demand.id = question.demand_id
           JOIN demand_question_askers asker ON asker.question_id = question.id
         WHERE question.id = $1 AND question.hidden_at IS NULL`,
};

/** ($1 EOI) */
export const EOI_FACTS: Statement = {
  name: 'facts.eoi',
  text: `SELECT eoi.status = 'sent' AS unanswered, json_build_object('demandTitle', ${title('demand')}, 'senderName', sender.legal_name, 'until', ${time('eoi.lapses_at')}) AS facts
         FROM eois eoi JOIN demands demand ON demand.id = eoi.demand_id JOIN companies sender ON sender.id = eoi.company_id
         WHERE eoi.id = $1`,
};

const PITCHED = 'session.starts_at + make_interval(mins => lower(pitch.slot))';

/** ($1 pitch) `when` while it has a slot, `until` while its slides are wanted. */
export const PITCH_FACTS: Statement = {
  name: 'facts.pitch',
  text: `SELECT json_strip_nulls(json_build_object('pitchTitle', pitch.title ->> 'text', 'roadshowTitle', roadshow.title,
           'sessionTitle', session.title, 'when', CASE WHEN session.id IS NOT NULL THEN ${time(PITCHED)} END,
           'whenThere', CASE WHEN session.id IS NOT NULL THEN json_build_object('time', ${PITCHED}, 'zone', roadshow.time_zone) END,
           'until', CASE WHEN pitch.slides_at IS NULL AND pitch.slides_due_at IS NOT NULL THEN ${time('pitch.slides_due_at')} END)) AS facts
         FROM pitches pitch JOIN roadshows roadshow ON roadshow.id = pitch.roadshow_id
           LEFT JOIN roadshow_sessions session ON session.id = pitch.session_id
         WHERE pitch.id = $1`,
};

/** ($1 review case) */
export const REVIEW_FACTS: Statement = {
  name: 'facts.review',
  text: `SELECT json_build_object('title', reviewed.title, 'until', ${time('reviewed.due_at')}) AS facts
         FROM review_cases reviewed WHERE reviewed.id = $1 AND reviewed.status IN ('open', 'claimed', 'awaiting_second')`,
};
