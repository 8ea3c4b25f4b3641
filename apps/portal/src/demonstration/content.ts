import type { Language, TaggedText } from '@shuqiao/kernel';

/** One invented firm, with what its people would type in. Every number and name is made up for the demonstration. */
export interface DemonstrationFirm {
  readonly key: string;
  readonly owner: {
    readonly email: string;
    readonly displayName: string;
    readonly language: Language;
    readonly timeZone: string;
  };
  readonly country: string;
  readonly kind: 'firm' | 'agency' | 'university' | 'laboratory' | 'association' | 'think_tank';
  readonly legalName: TaggedText;
  readonly otherNames: readonly TaggedText[];
  readonly registration: { readonly scheme: string; readonly number: string };
  readonly descriptions: readonly TaggedText[];
  readonly capabilities: readonly {
    readonly concept: string;
    readonly maturity: 'research' | 'pilot' | 'production' | 'scaled';
  }[];
  readonly product?: {
    readonly name: TaggedText;
    readonly description: TaggedText;
    readonly concepts: readonly string[];
  };
  readonly referenceCase?: {
    readonly title: TaggedText;
    readonly country: string;
    readonly year: number;
    readonly concepts: readonly string[];
  };
  readonly targetCountries: readonly string[];
  readonly languages: readonly string[];
  readonly foundedIn: number;
  readonly website: string;
  readonly contact: { readonly name: string; readonly position: string; readonly phone: string };
}

export interface DemonstrationDemand {
  readonly firm: string;
  readonly country: string;
  readonly place: string;
  readonly title: TaggedText;
  readonly description: TaggedText;
  readonly budget: { readonly min: string; readonly max: string; readonly currency: string };
  readonly deadlineInDays: number;
  readonly requirements: readonly { readonly title: TaggedText; readonly concepts: readonly string[] }[];
}

export const zh = (text: string): TaggedText => ({ lang: 'zh', text });
export const ru = (text: string): TaggedText => ({ lang: 'ru', text });
export const en = (text: string): TaggedText => ({ lang: 'en', text });

/** The demonstration's staff: one account for each role, in the order of the permissions table. */
export const STAFF = [
  { email: 'admin@demo.shuqiao.example', displayName: '系统管理员', role: 'administrator' },
  { email: 'reviewer@demo.shuqiao.example', displayName: '审核员甲', role: 'reviewer' },
  { email: 'reviewer2@demo.shuqiao.example', displayName: '审核员乙', role: 'reviewer' },
  { email: 'events@demo.shuqiao.example', displayName: '活动专员', role: 'event_manager' },
  { email: 'cases@demo.shuqiao.example', displayName: '服务专员', role: 'case_officer' },
] as const;
