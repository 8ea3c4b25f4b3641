import type { LanguageTexts } from './kind-texts';
import { EN_ROADSHOWS } from './en-roadshows';

export const EN: LanguageTexts = {
  frame: {
    greeting: 'Dear {{name}},',
    greetingUnnamed: 'Hello,',
    closing:
      'Shuqiao, the China–SCO Digital Economy Cooperation Platform\nThis message was sent automatically; please do not reply to it.',
    fit: 'Match: {{percent}}%',
    open: 'Open for responses until: {{until}}',
    openDemand: 'Open the demand',
    refuse: 'Not for us',
    unsubscribe: 'Stop receiving these mails',
  },
  kinds: {
    'account.verification': {
      subject: 'Please verify your e-mail address',
      body: 'Thank you for signing up to Shuqiao. Please follow the link below to verify your address and choose a password. It is valid until {{until}}.\n\nIf you did not sign up, you can ignore this message.',
      action: 'Verify my address and choose a password',
    },
    'account.already_registered': {
      subject: 'You already have a Shuqiao account',
      body: 'Somebody tried to sign up with this address, but it already has an account. If that was you, please sign in; you can reset a forgotten password on the sign-in page.\n\nIf it was not you, there is nothing to do: your account has not been changed.',
      action: 'Sign in',
    },
    'account.reset': {
      subject: 'Reset your password',
      body: 'We received a request to reset your password. Please follow the link below to choose a new one. It works once and is valid until {{until}}.\n\nIf you did not ask for this, you can ignore this message and keep using your password.',
      action: 'Choose a new password',
    },
    'account.locked': {
      subject: 'Signing in to your account has been locked',
      body: 'Somebody has entered a wrong password or code for your account a hundred times in a row. To protect it, signing in is locked; sessions that are open go on. Please follow the link below to choose a new password and to unlock your account. It works once and is valid until {{until}}; after that, you can ask for a new one on the sign-in page.\n\nIf it was not you, nobody has got in: your data has not been touched.',
      action: 'Choose a new password',
    },
    'member.invited': {
      subject: '{{inviter}} invites you to join {{companyName}}',
      body: '{{inviter}} invites you to join {{companyName}} on Shuqiao as {{role}}. The invitation is valid until {{until}}.',
      action: 'Accept the invitation',
    },
    'staff.invited': {
      subject: 'Your Shuqiao staff account is ready',
      body: 'An administrator has created a Shuqiao staff account for you. Please follow the link below to choose a password. It is valid until {{until}}.',
      action: 'Choose a password',
    },
    'company.verified': {
      subject: '{{companyName}} has been verified',
      body: 'Good news: {{companyName}} has been verified and its page is now public. You can publish demands, send expressions of interest and book seats at roadshows.',
      action: 'Open the company page',
    },
    'company.returned': {
      subject: 'The profile of {{companyName}} needs some changes',
      body: 'We have looked at the profile of {{companyName}}. A few things need to be added or corrected. Please follow the remarks and submit it again.',
      action: 'Read the remarks',
    },
    'company.rejected': {
      subject: '{{companyName}} could not be verified',
      body: 'We are sorry to tell you that {{companyName}} could not be verified. The reason is given on the portal.',
      action: 'Read the reason',
    },
    'company.suspended': {
      subject: 'The verification of {{companyName}} has been suspended',
      body: 'The verification of {{companyName}} has been suspended. Until it is restored, the company cannot publish demands, send expressions of interest or take part in roadshows; the seats it had booked have been given up. If you have questions, please contact the secretariat.',
      action: 'Read more',
    },
    'company.reinstated': {
      subject: 'The verification of {{companyName}} has been restored',
      body: 'The verification of {{companyName}} has been restored. Everything on the portal is open to the company again.',
      action: 'Open the company page',
    },
    'company.withdrawn': {
      subject: '{{companyName}} has left the portal',
      body: '{{companyName}} has left the portal, as one of its owners decided. Its page is gone, its demands are closed, its expressions of interest are withdrawn, its bookings are cancelled and its contact persons’ data are erased. This cannot be undone; the company can register again at any time.',
      action: 'Open the company',
    },
    'company.checks_expiring': {
      subject: 'Checks of {{companyName}} run out soon',
      body: 'What the secretariat found about {{companyName}} will not hold for ever: the first of the checks below runs out on {{until}}.\n\nChecks: {{checks}}\n\nPlease make sure that the profile and the documents are up to date. You can ask for the renewal now; otherwise we will start it when a check has run out. The company stays verified and public meanwhile.',
      action: 'Ask for the renewal',
    },
    'company.renewal_opened': {
      subject: 'The verification of {{companyName}} is being renewed',
      body: 'Something that the secretariat had checked about {{companyName}} has run out, and we are checking it again.\n\nChecks: {{checks}}\n\nThere is nothing you need to do now. The company stays verified and public; its page says that these checks are being renewed.',
      action: 'Open the company page',
    },
    'company.renewal_returned': {
      subject: 'The renewal of {{companyName}} needs your answer',
      body: 'To renew the verification of {{companyName}} we need something from you. Please follow the remarks on the portal and submit the renewal again by {{until}}; after that, the verification is suspended.\n\nChecks: {{checks}}',
      action: 'Read the remarks',
    },
    'company.renewed': {
      subject: 'The verification of {{companyName}} has been renewed',
      body: 'The verification of {{companyName}} has been renewed.\n\nChecks: {{checks}}',
      action: 'Open the company page',
    },
    'demand.published': {
      subject: 'Your demand “{{demandTitle}}” has been published',
      body: 'Your demand “{{demandTitle}}” has passed review and is now public. Expressions of interest are welcome until {{until}}; we will tell you when one arrives.',
      action: 'Open the demand',
    },
    'demand.returned': {
      subject: 'Your demand “{{demandTitle}}” needs some changes',
      body: 'We have looked at your demand “{{demandTitle}}”. Please follow the remarks and submit it again.',
      action: 'Read the remarks',
    },
    'demand.rejected': {
      subject: 'Your demand “{{demandTitle}}” was not accepted',
      body: 'We are sorry to tell you that your demand “{{demandTitle}}” did not pass review. The reason is given on the portal.',
      action: 'Read the reason',
    },
    'demand.amendment_refused': {
      subject: 'The amendment of “{{demandTitle}}” was not accepted',
      body: 'The amendment of your demand “{{demandTitle}}” did not pass review. The published version remains in force. You can read the remarks on the portal.',
      action: 'Read the remarks',
    },
    'demand.closed': {
      subject: 'Your demand “{{demandTitle}}” has been closed',
      body: 'Your demand “{{demandTitle}}” has been closed and no longer takes expressions of interest.',
      action: 'Open the demand',
    },
    'demand.taken_down': {
      subject: 'Your demand “{{demandTitle}}” has been taken down',
      body: 'The secretariat has taken your demand “{{demandTitle}}” down. It is no longer public and takes no expressions of interest; companies that have answered it can still read it. The reason is given on the portal.',
      action: 'Read the reason',
    },
    'demand.expired': {
      subject: 'Your demand “{{demandTitle}}” has expired',
      body: 'The deadline of your demand “{{demandTitle}}” has passed, and the portal has closed it. If you still need it, you are welcome to publish it again.',
      action: 'Open the demand',
    },
    'question.asked': {
      subject: 'A question about “{{demandTitle}}”',
      body: 'A company has asked a question about your demand “{{demandTitle}}”. Your answer will be public; who asked stays hidden.',
      action: 'Read and answer',
    },
    'question.answered': {
      subject: 'Your question about “{{demandTitle}}” has been answered',
      body: 'Your question about the demand “{{demandTitle}}” has been answered.',
      action: 'Read the answer',
    },
    'eoi.received': {
      subject: '{{senderName}} is interested in “{{demandTitle}}”',
      body: '{{senderName}} has sent an expression of interest in your demand “{{demandTitle}}”. Please answer by {{until}}; after that it lapses.',
      action: 'Open the expression of interest',
    },
    'eoi.answer_due': {
      subject: '{{senderName}} is waiting for your answer about “{{demandTitle}}”',
      body: 'You have not yet answered the expression of interest from {{senderName}} in your demand “{{demandTitle}}”. Please accept or decline it by {{until}}; after that it lapses.',
      action: 'Read and answer',
    },
    'eoi.accepted': {
      subject: 'Your interest in “{{demandTitle}}” has been accepted',
      body: 'Your expression of interest in “{{demandTitle}}” has been accepted. Contacts open as soon as both sides have agreed to share them.',
      action: 'Open the expression of interest',
    },
    'eoi.declined': {
      subject: 'Your interest in “{{demandTitle}}” was declined',
      body: 'Your expression of interest in “{{demandTitle}}” was declined. The reason is given on the portal.',
      action: 'Read more',
    },
    'eoi.lapsed': {
      subject: 'Your interest in “{{demandTitle}}” has lapsed',
      body: 'Your expression of interest in “{{demandTitle}}” has lapsed: it was not answered in time, or the demand was closed.',
      action: 'Read more',
    },
    'eoi.to_reconfirm': {
      subject: '“{{demandTitle}}” has changed: please reconfirm your interest',
      body: 'The demand “{{demandTitle}}” has changed in an important way. Please read what changed, and reconfirm or withdraw your expression of interest by {{until}}.',
      action: 'See what changed',
    },
    'eoi.reconfirmed': {
      subject: '{{senderName}} has reconfirmed its interest in “{{demandTitle}}”',
      body: '{{senderName}} has seen the changes to “{{demandTitle}}” and has reconfirmed its expression of interest.',
      action: 'Open the expression of interest',
    },
    'eoi.withdrawn': {
      subject: '{{senderName}} has withdrawn its interest in “{{demandTitle}}”',
      body: '{{senderName}} has withdrawn its expression of interest in your demand “{{demandTitle}}”.',
      action: 'Read more',
    },
    ...EN_ROADSHOWS,
    'match.found': {
      subject: { one: '{{count}} new match for {{companyName}}', other: '{{count}} new matches for {{companyName}}' },
      body: {
        one: 'We have found {{count}} new match for {{companyName}}, and say why it fits.',
        other: 'We have found {{count}} new matches for {{companyName}}, and say why each of them fits.',
      },
      action: 'See the matches',
    },
    'saved_search.found': {
      subject: { one: '{{count}} new result: {{searchName}}', other: '{{count}} new results: {{searchName}}' },
      body: {
        one: 'Your saved search “{{searchName}}” has {{count}} new result.\n\n{{listings}}\n\nTo stop receiving messages about this search: {{unsubscribe}}',
        other:
          'Your saved search “{{searchName}}” has {{count}} new results.\n\n{{listings}}\n\nTo stop receiving messages about this search: {{unsubscribe}}',
      },
      action: 'Open the saved search',
    },
    'review.overdue': {
      subject: 'Review overdue: {{title}}',
      body: 'The review case “{{title}}” was due by {{until}}.',
      action: 'Open the review case',
    },
  },
};
