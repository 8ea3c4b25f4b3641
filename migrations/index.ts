import { Platform1790000000100 } from './0100-platform';
import { Files1790000000110 } from './0110-files';
import { InstallationMarks1790000000120 } from './0120-installation-marks';
import { Operations1790000000150 } from './0150-operations';
import { Identity1790000000200 } from './0200-identity';
import { RateLimits1790000000210 } from './0210-rate-limits';
import { Credentials1790000000211 } from './0211-credentials';
import { Members1790000000212 } from './0212-members';
import { Taxonomy1790000000300 } from './0300-taxonomy';
import { Moderation1790000000350 } from './0350-moderation';
import { DecisionTemplates1790000000351 } from './0351-decision-templates';
import { Companies1790000000400 } from './0400-companies';
import { CompanyContent1790000000410 } from './0410-company-content';
import { Demands1790000000450 } from './0450-demands';
import { DemandListings1790000000451 } from './0451-demand-listings';
import { DemandQuestions1790000000452 } from './0452-demand-questions';
import { DemandAttachments1790000000453 } from './0453-demand-attachments';
import { Matching1790000000500 } from './0500-matching';
import { SearchIndex1790000000510 } from './0510-search-index';
import { SearchPage1790000000511 } from './0511-search-page';
import { Engagement1790000000550 } from './0550-engagement';
import { OpenContacts1790000000551 } from './0551-open-contacts';
import { Roadshows1790000000600 } from './0600-roadshows';
import { BookingActs1790000000601 } from './0601-booking-acts';
import { Notifications1790000000700 } from './0700-notifications';
import { MatchTellings1790000000701 } from './0701-match-tellings';
import { LeastPrivilege1790000000800 } from './0800-least-privilege';
import { Decisions1790000000801 } from './0801-decisions';
import { PersonalData1790000000802 } from './0802-personal-data';
import { ProvenPasswords1790000000810 } from './0810-proven-passwords';
import { SignInFailures1790000000811 } from './0811-sign-in-failures';
import { ReviewChecks1790000000820 } from './0820-review-checks';
import { CompanyDeletion1790000000830 } from './0830-company-deletion';
import { SuspensionEffects1790000000831 } from './0831-suspension-effects';
import { ErasedAccounts1790000000832 } from './0832-erased-accounts';
import { KeptDemandContacts1790000000833 } from './0833-kept-demand-contacts';
import { CompanyWithdrawal1790000000834 } from './0834-company-withdrawal';
import { TakenDownDemands1790000000840 } from './0840-taken-down-demands';
import { CompanyRenewals1790000000850 } from './0850-company-renewals';
import { JobWorkers1790000000860 } from './0860-job-workers';
import { SearchEditions1790000000861 } from './0861-search-editions';
import { MatchSettings1790000000865 } from './0865-match-settings';
import { TextFeatures1790000000866 } from './0866-text-features';
import { MatchHistory1790000000867 } from './0867-match-history';
import { MatchAdvice1790000000868 } from './0868-match-advice';
import { MatchTwins1790000000869 } from './0869-match-twins';
import { Chains1790000000870 } from './0870-chains';
import { Imports1790000000875 } from './0875-imports';
import { SearchFacets1790000000880 } from './0880-search-facets';
import { SavedSearches1790000000881 } from './0881-saved-searches';
import { SearchWords1790000000882 } from './0882-search-words';
import { MatchInteractions1790000000890 } from './0890-match-interactions';
import { MatchDigests1790000000895 } from './0895-match-digests';
import { LexiconTerms1790000000900 } from './0900-lexicon-terms';
import { UnknownTerms1790000000901 } from './0901-unknown-terms';
import { MatchWords1790000000902 } from './0902-match-words';
import { TextEmbeddings1790000000905 } from './0905-text-embeddings';
import { SearchHeadings1790000000920 } from './0920-search-headings';
import { SearchHits1790000000921 } from './0921-search-hits';
import { SearchFacetCounts1790000000922 } from './0922-search-facet-counts';
import { TextPartitions1790000000930 } from './0930-text-partitions';
import { PersonTimes1790000000940 } from './0940-person-times';
import { Venues1790000000941 } from './0941-venues';
import { SpeakersInterpreters1790000000942 } from './0942-speakers-interpreters';
import { AgendaVersions1790000000943 } from './0943-agenda-versions';
import { RoadshowSeries1790000000944 } from './0944-roadshow-series';
import { Pitches1790000000945 } from './0945-pitches';
import { AppearancesExport1790000000946 } from './0946-appearances-export';
import { BookingRules1790000000950 } from './0950-booking-rules';
import { BookingHandOvers1790000000951 } from './0951-booking-hand-overs';
import { Calendars1790000000952 } from './0952-calendars';
import { BookingReminders1790000000953 } from './0953-booking-reminders';
import { CheckIns1790000000954 } from './0954-check-ins';
import { SessionFeedback1790000000955 } from './0955-session-feedback';
import { MatchmakingDays1790000000960 } from './0960-matchmaking-days';
import { MeetingActs1790000000961 } from './0961-meeting-acts';
import { MeetingProposals1790000000962 } from './0962-meeting-proposals';
import { MeetingPeople1790000000963 } from './0963-meeting-people';
import { MeetingCalendars1790000000964 } from './0964-meeting-calendars';
import { RoomTimes1790000000965 } from './0965-room-times';
import { MeetingReminders1790000000966 } from './0966-meeting-reminders';
import { StructuredOffers1790000000970 } from './0970-structured-offers';
import { EoiAttachments1790000000971 } from './0971-eoi-attachments';
import { EoiReminders1790000000972 } from './0972-eoi-reminders';

/** The one ordered history. A number leaves room for what must come between. */
export const MIGRATIONS = [
  Platform1790000000100,
  Files1790000000110,
  InstallationMarks1790000000120,
  Operations1790000000150,
  Identity1790000000200,
  RateLimits1790000000210,
  Credentials1790000000211,
  Members1790000000212,
  Taxonomy1790000000300,
  Moderation1790000000350,
  DecisionTemplates1790000000351,
  Companies1790000000400,
  CompanyContent1790000000410,
  Demands1790000000450,
  DemandListings1790000000451,
  DemandQuestions1790000000452,
  DemandAttachments1790000000453,
  Matching1790000000500,
  SearchIndex1790000000510,
  SearchPage1790000000511,
  Engagement1790000000550,
  OpenContacts1790000000551,
  Roadshows1790000000600,
  BookingActs1790000000601,
  Notifications1790000000700,
  MatchTellings1790000000701,
  LeastPrivilege1790000000800,
  Decisions1790000000801,
  PersonalData1790000000802,
  ProvenPasswords1790000000810,
  SignInFailures1790000000811,
  ReviewChecks1790000000820,
  CompanyDeletion1790000000830,
  SuspensionEffects1790000000831,
  ErasedAccounts1790000000832,
  KeptDemandContacts1790000000833,
  CompanyWithdrawal1790000000834,
  TakenDownDemands1790000000840,
  CompanyRenewals1790000000850,
  JobWorkers1790000000860,
  SearchEditions1790000000861,
  MatchSettings1790000000865,
  TextFeatures1790000000866,
  MatchHistory1790000000867,
  MatchAdvice1790000000868,
  MatchTwins1790000000869,
  Chains1790000000870,
  Imports1790000000875,
  SearchFacets1790000000880,
  SavedSearches1790000000881,
  SearchWords1790000000882,
  MatchInteractions1790000000890,
  MatchDigests1790000000895,
  LexiconTerms1790000000900,
  UnknownTerms1790000000901,
  MatchWords1790000000902,
  TextEmbeddings1790000000905,
  SearchHeadings1790000000920,
  SearchHits1790000000921,
  SearchFacetCounts1790000000922,
  TextPartitions1790000000930,
  PersonTimes1790000000940,
  Venues1790000000941,
  SpeakersInterpreters1790000000942,
  AgendaVersions1790000000943,
  RoadshowSeries1790000000944,
  Pitches1790000000945,
  AppearancesExport1790000000946,
  BookingRules1790000000950,
  BookingHandOvers1790000000951,
  Calendars1790000000952,
  BookingReminders1790000000953,
  CheckIns1790000000954,
  SessionFeedback1790000000955,
  MatchmakingDays1790000000960,
  MeetingActs1790000000961,
  MeetingProposals1790000000962,
  MeetingPeople1790000000963,
  MeetingCalendars1790000000964,
  RoomTimes1790000000965,
  MeetingReminders1790000000966,
  StructuredOffers1790000000970,
  EoiAttachments1790000000971,
  EoiReminders1790000000972,
];
