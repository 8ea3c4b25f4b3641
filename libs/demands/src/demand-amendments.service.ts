import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, fieldError, invalid, type TaggedText } from '@shuqiao/kernel';
import { Audit, Database, type Statement } from '@shuqiao/platform';
import {
  type Attachment,
  changeTerms,
  type DemandContent,
  type RequirementInput,
  type TermsChange,
} from './demand-content';
import { changesBetween, isMaterial } from './demand-changes';
import { DemandAttachments } from './demand-attachments.service';
import { DEMAND_AMENDMENT_EMPTY, DEMAND_AMENDMENT_PENDING } from './demand.errors';
import { DemandRecords, withIds } from './demand-records';
import { faultsOfIds, faultsOfTerms } from './demand-rules';
import { DemandSubmission } from './demand-submission';
import { OwnDemands } from './own-demands.query';
import { PendingAmendments } from './pending-amendments';
import type { WorkingCopy } from './working-copy';

export interface AmendmentInput {
  readonly terms: TermsChange;
  /** The whole new list, or undefined to leave it as it is. */
  readonly requirements: readonly RequirementInput[] | undefined;
  /** The files that the new version has, or undefined to leave them as they are. */
  readonly attachments: readonly string[] | undefined;
  /** For everybody who reads or answered the demand. */
  readonly reason: TaggedText;
}

/** Changing what is already public: by a new version, which is reviewed while the old one stays. */
@Injectable()
export class DemandAmendments {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly records: DemandRecords,
    private readonly submission: DemandSubmission,
    private readonly pending: PendingAmendments,
    private readonly own: OwnDemands,
    private readonly attachments: DemandAttachments,
  ) {}

  /**
   * Submits an amendment of the published version.
   * @throws DomainError DEMAND_NOT_OPEN, DEMAND_AMENDMENT_PENDING, DEMAND_AMENDMENT_EMPTY or VALIDATION_FAILED.
   */
  submit(actor: Actor, companyId: string, demandId: string, input: AmendmentInput): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lock(actor, 'demand.edit', companyId, demandId);
      demand.requireOpen();
      const waiting = await this.database.query(WAITING, [demandId]);
      if (waiting.length) throw new DomainError(DEMAND_AMENDMENT_PENDING);
      const before = await this.records.contentOf(demand);
      const version = demand.publishedVersion + 1;
      const { content, changes, reviewCaseId } = await withinChanges(async () => {
        const files = input.attachments && (await this.attachments.resolve(demand, input.attachments));
        const content = amendedContent(before, input, files ?? before.attachments);
        const changes = changesBetween(before, content);
        if (!changes.length) throw new DomainError(DEMAND_AMENDMENT_EMPTY);
        return { content, changes, reviewCaseId: await this.submission.open(actor, demand, content, version) };
      });
      await this.records.holdAttachments(demand, content.attachments);
      await this.pending.add(demand, { content, changes, reason: input.reason, reviewCaseId });
      await this.audit.record(actor, {
        action: 'demand.amendment_submitted',
        subjectType: 'demand',
        subjectId: demandId,
        companyId,
        details: { version, material: isMaterial(changes) },
      });
      return this.own.copyOf(actor, demand);
    });
  }
}

function amendedContent(
  before: DemandContent,
  { terms, requirements }: AmendmentInput,
  attachments: readonly Attachment[],
): DemandContent {
  const { requirements: current, attachments: _attachments, ...currentTerms } = before;
  const after = changeTerms(currentTerms, terms);
  const faults = [...faultsOfTerms(after), ...faultsOfIds(requirements ?? [], new Set(current.map(({ id }) => id)))];
  if (faults.length) throw invalid(...faults);
  return { ...after, attachments, requirements: requirements ? withIds(requirements) : current };
}

/** The content stands below `changes` in the request: so do the pointers to what is wrong in it. */
async function withinChanges<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.errors.length) throw error;
    throw invalid(...error.errors.map(({ pointer, kind, params }) => fieldError(`/changes${pointer}`, kind, params)));
  }
}

const WAITING: Statement = {
  name: 'demands.waiting-amendment',
  text: `SELECT id FROM demand_amendments WHERE demand_id = $1 AND status = 'pending'`,
};
