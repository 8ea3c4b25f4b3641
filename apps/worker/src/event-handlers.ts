import { Injectable } from '@nestjs/common';
import { Submissions } from '@shuqiao/companies';
import { CompanyDemands, DemandDecisions } from '@shuqiao/demands';
import { EoiFollowUp } from '@shuqiao/engagement';
import { ImportRuns } from '@shuqiao/imports';
import { systemActor } from '@shuqiao/kernel';
import {
  Embeddings,
  MatchHistory,
  Matching,
  MatchInteractions,
  MatchRebuild,
  SavedSearchMatches,
  SearchIndex,
  UnknownTermIndex,
} from '@shuqiao/matching';
import { AbandonedCases } from '@shuqiao/moderation';
import { Mails, Notices, SavedSearchNotices } from '@shuqiao/notifications';
import { Files, type OutboxMessage } from '@shuqiao/platform';
import { type EventHandler, handler } from './event-handler';
import { RoadshowHandlers } from './roadshow-handlers';

/** Which handlers an event has: the one table that wires the contexts together. */
@Injectable()
export class EventHandlers {
  readonly byEvent: Readonly<Record<string, readonly EventHandler[]>>;

  constructor(
    files: Files,
    submissions: Submissions,
    demandDecisions: DemandDecisions,
    companyDemands: CompanyDemands,
    eois: EoiFollowUp,
    matching: Matching,
    matchHistory: MatchHistory,
    matchRebuild: MatchRebuild,
    interactions: MatchInteractions,
    searchIndex: SearchIndex,
    abandonedCases: AbandonedCases,
    roadshows: RoadshowHandlers,
    notices: Notices,
    mails: Mails,
    savedSearches: SavedSearchMatches,
    savedSearchNotices: SavedSearchNotices,
    imports: ImportRuns,
    unknownTerms: UnknownTermIndex,
    embeddings: Embeddings,
  ) {
    const matchDemand = handler('matches.refresh-demand', (actor, { demandId }) =>
      matching.refreshDemand(actor, String(demandId)),
    );
    const matchCompany = handler('matches.refresh-company', (actor, { companyId }) =>
      matching.refreshCompany(actor, String(companyId)),
    );
    const matchCompanyWithDemands = handler('matches.refresh-company-with-demands', (actor, { companyId }) =>
      matching.refreshWithDemands(actor, String(companyId)),
    );
    const rememberAnswer = (past: 'accepted' | 'declined') =>
      handler('matches.remember-answer', async (actor, { companyId, demandCompanyId, reason }) => {
        const [one, other] = [String(companyId), String(demandCompanyId)];
        if (await matchHistory.rememberAnswer(actor, one, other, past, reason))
          await matching.refreshCompany(actor, one);
      });
    const searchDemand = handler('search.refresh-demand', (actor, { demandId }, signal) =>
      searchIndex.refresh(actor, 'demand', String(demandId), { signal }),
    );
    const searchCompany = handler('search.refresh-company', (actor, { companyId }, signal) =>
      searchIndex.refresh(actor, 'company', String(companyId), { signal }),
    );
    const searchDemandsOf = handler('search.refresh-demands-of', (actor, { companyId }, signal) =>
      searchIndex.refreshDemandsOf(actor, String(companyId), { signal }),
    );
    const tellSearches = (name: string, kind: 'demand' | 'company', id: string) =>
      handler(name, async (actor, payload) => {
        await savedSearches.note(actor, kind, String(payload[id]));
        await savedSearchNotices.tellAtOnce(actor);
      });
    const readDemand = handler('unknown-terms.queue-demand', (actor, { demandId }) =>
      unknownTerms.queue(actor, 'demand', String(demandId)),
    );
    const readCompany = handler('unknown-terms.queue-company', (actor, { companyId }) =>
      unknownTerms.queue(actor, 'company', String(companyId)),
    );
    const readCompanyWithDemands = handler('unknown-terms.queue-company-with-demands', (actor, { companyId }) =>
      unknownTerms.queueWithDemands(actor, String(companyId)),
    );
    const note = (kind: 'sent' | 'accepted' | 'declined') =>
      handler(`matches.note-${kind}`, (actor, { eoiId, demandId, companyId }) =>
        interactions.follow(actor, kind, { demandId: String(demandId), companyId: String(companyId) }, String(eoiId)),
      );
    const applied: Record<string, readonly EventHandler[]> = {
      'file.deleted.v1': [handler('files.remove-bytes', (_actor, { fileId }) => files.removeBytes(String(fileId)))],
      'review.decided.v1': [
        handler('companies.apply-decision', (actor, { reviewCaseId }) =>
          submissions.applyReviewDecision(actor, String(reviewCaseId)),
        ),
        handler('demands.apply-decision', (actor, { reviewCaseId }) =>
          demandDecisions.applyReviewDecision(actor, String(reviewCaseId)),
        ),
        ...roadshows.reviewDecided,
      ],
      'company.verified.v1': [
        matchCompanyWithDemands,
        searchCompany,
        searchDemandsOf,
        tellSearches('saved-searches.tell-company', 'company', 'companyId'),
        readCompanyWithDemands,
      ],
      'company.changed.v1': [matchCompany, searchCompany, searchDemandsOf, readCompany],
      'company.suspended.v1': [
        matchCompanyWithDemands,
        searchCompany,
        ...roadshows.companyGone,
        readCompanyWithDemands,
      ],
      'company.withdrawn.v1': [
        matchCompanyWithDemands,
        searchCompany,
        ...roadshows.companyGone,
        readCompanyWithDemands,
        handler('demands.end-of-company', (actor, { companyId }) =>
          companyDemands.applyCompanyWithdrawn(actor, String(companyId)),
        ),
        handler('eois.end-of-company', (actor, { companyId }) => eois.applyCompanyWithdrawn(actor, String(companyId))),
        handler('matches.anonymise-interactions', (actor, { companyId }) =>
          interactions.anonymise(actor, String(companyId)),
        ),
      ],
      'company.reinstated.v1': [matchCompanyWithDemands, searchCompany, searchDemandsOf, readCompanyWithDemands],
      'demand.published.v1': [
        matchDemand,
        searchDemand,
        tellSearches('saved-searches.tell-demand', 'demand', 'demandId'),
        readDemand,
      ],
      'demand.amended.v1': [
        matchDemand,
        searchDemand,
        readDemand,
        handler('eois.ask-to-reconfirm', (actor, { demandId, version, material }) =>
          eois.applyDemandAmended(actor, String(demandId), Number(version), material === true),
        ),
      ],
      'demand.closed.v1': [
        matchDemand,
        searchDemand,
        readDemand,
        handler('eois.lapse', (actor, { demandId }) => eois.applyDemandClosed(actor, String(demandId))),
      ],
      // A concept's labels are words that stay whole, and terms of the bridge: every text may read differently now.
      'taxonomy.changed.v1': [
        handler('search.rebuild', (actor, _payload, signal) => searchIndex.follow(actor, { signal })),
        handler('matches.follow-words', (actor, _payload, signal) => matchRebuild.follow(actor, { signal })),
        handler('unknown-terms.follow-concept', (actor, { code }) => unknownTerms.followConcept(actor, String(code))),
      ],
      'lexicon.changed.v1': [
        handler('matches.follow-words', (actor, _payload, signal) => matchRebuild.follow(actor, { signal })),
        handler('unknown-terms.follow-term', (actor, { termId }) => unknownTerms.followTerm(actor, String(termId))),
      ],
      'eoi.sent.v1': [note('sent')],
      'eoi.accepted.v1': [note('accepted'), rememberAnswer('accepted')],
      'eoi.declined.v1': [note('declined'), rememberAnswer('declined')],
      'match_settings.changed.v1': [
        handler('matches.rebuild', (actor, _payload, signal) => matchRebuild.goOn(actor, { signal })),
      ],
      'match.dismissed.v1': [
        handler('matches.remember-dismissal', async (actor, { companyId, demandId }) => {
          const [company, demand] = [String(companyId), String(demandId)];
          if (await matchHistory.rememberDismissal(actor, company, demand))
            await matching.refreshCompany(actor, company);
        }),
        matchCompany,
      ],
      'match.restored.v1': [
        handler('matches.forget-dismissal', (actor, { companyId, demandId }) =>
          matchHistory.forgetDismissal(actor, String(companyId), String(demandId)),
        ),
        matchCompany,
      ],
      ...roadshows.byEvent,
      'account.erased.v1': [
        handler('reviews.release', (actor, { accountId }) => abandonedCases.release(actor, String(accountId))),
      ],
      'import.started.v1': [
        handler('imports.run', (actor, { importId }, signal) => imports.run(actor, String(importId), signal)),
      ],
      'mail.queued.v1': [handler('mails.send', (actor, { mailId }) => mails.send(actor, String(mailId)))],
    };
    const searchCompanies = handler('search.refresh-companies', (actor, { companyIds }, signal) =>
      searchIndex.refreshAll(actor, 'company', companyIds as string[], { signal }),
    );
    // Who has just been listed has no demands yet.
    const followed = (applied['company.changed.v1'] ?? []).filter((one) => one !== searchDemandsOf);
    applied['companies.listed.v1'] = followed.map((one) =>
      one === searchCompany ? searchCompanies : forEachCompany(one),
    );
    this.byEvent = withNotices(embeddings.isConfigured ? withVectors(applied, embeddings) : applied, notices);
  }
}

/** Adds to each event after which texts may be new that their vectors follow: jobs of their own, which nothing waits for. */
function withVectors(
  applied: Record<string, readonly EventHandler[]>,
  embeddings: Embeddings,
): Record<string, readonly EventHandler[]> {
  const company = handler('embeddings.follow-company', (actor, { companyId }, signal) =>
    embeddings.follow(actor, 'company', [String(companyId)], signal),
  );
  const companyWithDemands = handler('embeddings.follow-company-with-demands', (actor, { companyId }, signal) =>
    embeddings.followWithDemands(actor, String(companyId), signal),
  );
  const companies = handler('embeddings.follow-companies', (actor, { companyIds }, signal) =>
    embeddings.follow(actor, 'company', companyIds as string[], signal),
  );
  const demand = handler('embeddings.follow-demand', (actor, { demandId }, signal) =>
    embeddings.follow(actor, 'demand', [String(demandId)], signal),
  );
  const added: Record<string, EventHandler> = {
    'company.verified.v1': companyWithDemands,
    'company.reinstated.v1': companyWithDemands,
    'company.changed.v1': company,
    'companies.listed.v1': companies,
    'demand.published.v1': demand,
    'demand.amended.v1': demand,
  };
  const all = Object.entries(added).map(([event, one]) => [event, [...(applied[event] ?? []), one]] as const);
  return { ...applied, ...Object.fromEntries(all) };
}

/** Adds to each event that people are told of the handler that tells them. */
function withNotices(
  applied: Record<string, readonly EventHandler[]>,
  { byEvent }: Notices,
): Record<string, readonly EventHandler[]> {
  const told = Object.entries(byEvent).map(([event, tell]) => {
    const teller = {
      name: 'notices.tell',
      run: (message: OutboxMessage) => tell(systemActor(`event:${message.id}`), message),
    };
    return [event, [...(applied[event] ?? []), teller]] as const;
  });
  return { ...applied, ...Object.fromEntries(told) };
}

/** Does for each company of a message what a handler does for one. */
function forEachCompany({ name, run }: EventHandler): EventHandler {
  return {
    name: `${name}.each`,
    run: async (message, signal) => {
      for (const companyId of message.payload.companyIds as string[])
        await run({ ...message, payload: { companyId } }, signal);
    },
  };
}
