import type { RoadshowTexts } from './kind-texts';

/** Of bookings, meetings and pitches. */
export const EN_ROADSHOWS: RoadshowTexts = {
  'booking.confirmed': {
    subject: 'Your seat is confirmed: {{sessionTitle}}',
    body: 'Your seat at {{roadshowTitle}} is confirmed.\n\nSession: {{sessionTitle}}\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}',
    action: 'Open the booking',
  },
  'booking.waitlisted': {
    subject: 'You are on the waiting list: {{sessionTitle}}',
    body: 'The session “{{sessionTitle}}” of {{roadshowTitle}} is full, so we have put you on the waiting list. When a seat becomes free, we will tell you in your turn.\n\nTime of the session: {{when}}',
    action: 'Open the booking',
  },
  'booking.offered': {
    subject: 'A seat is free: {{sessionTitle}}',
    body: 'A seat in the session “{{sessionTitle}}” of {{roadshowTitle}} is being kept for you. Please confirm it by {{until}}; after that it goes to the next in line.\n\nTime of the session: {{when}}',
    action: 'Confirm the seat',
  },
  'booking.declined': {
    subject: 'Your booking was declined: {{sessionTitle}}',
    body: 'We are sorry to tell you that your request for a seat in the session “{{sessionTitle}}” of {{roadshowTitle}} was declined.\n\nTime of the session: {{when}}',
    action: 'Open the booking',
  },
  'booking.lapsed': {
    subject: 'Your booking has lapsed: {{sessionTitle}}',
    body: 'Your booking of the session “{{sessionTitle}}” of {{roadshowTitle}} has lapsed. If there are seats left, you can book again.\n\nTime of the session: {{when}}',
    action: 'Open the booking',
  },
  'booking.cancelled': {
    subject: 'Your booking has been cancelled: {{sessionTitle}}',
    body: 'Your booking of the session “{{sessionTitle}}” of {{roadshowTitle}} has been cancelled.\n\nTime of the session: {{when}}',
    action: 'Open the booking',
  },
  'booking.moved': {
    subject: 'A session has moved: {{sessionTitle}}',
    body: 'The session “{{sessionTitle}}” of {{roadshowTitle}}, which you have booked, has moved.\n\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}',
    action: 'Open the booking',
  },
  'booking.changed': {
    subject: 'A session has changed: {{sessionTitle}}',
    body: 'Something has changed about the session “{{sessionTitle}}” of {{roadshowTitle}}, which you have booked. This is how it stands now.\n\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}',
    action: 'Open the booking',
  },
  'booking.roadshow_cancelled': {
    subject: 'Cancelled: {{roadshowTitle}}',
    body: 'We are sorry to tell you that {{roadshowTitle}} will not take place, and neither will the session “{{sessionTitle}}”, which you had booked.\n\nReason: {{reason}}\n\nTime of the session: {{when}}',
    action: 'Open the booking',
  },
  'booking.handed_over': {
    subject: 'A colleague has handed a booking over to you: {{sessionTitle}}',
    body: 'A colleague of your company has handed a booking over to you: the session “{{sessionTitle}}” of {{roadshowTitle}}. The seat or the place on the waiting list is yours as it was.\n\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}',
    action: 'Open the booking',
  },
  'booking.given_away': {
    subject: 'Your booking now belongs to a colleague: {{sessionTitle}}',
    body: 'Your booking of the session “{{sessionTitle}}” of {{roadshowTitle}} has been handed over to a colleague of your company. There is nothing you need to do.\n\nTime of the session: {{when}}',
    action: 'Open the booking',
  },
  'booking.reminder_day': {
    subject: 'Soon: {{sessionTitle}}',
    body: 'This is a reminder of the session “{{sessionTitle}}” of {{roadshowTitle}}, in which you have a seat.\n\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}\n\nIf you cannot come, please cancel your booking, so that somebody who waits can have the seat.',
    action: 'Open the booking',
  },
  'booking.reminder_hour': {
    subject: 'About to begin: {{sessionTitle}}',
    body: 'The session “{{sessionTitle}}” of {{roadshowTitle}} begins within the hour. Please have the QR code of your booking at hand when you arrive.\n\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}',
    action: 'Open the booking',
  },
  'booking.feedback_asked': {
    subject: 'How was it? {{sessionTitle}}',
    body: 'Thank you for coming to the session “{{sessionTitle}}” of {{roadshowTitle}}. Please tell us in a minute how it was: it helps us to make the next one better. Only the secretariat reads your answers.',
    action: 'Give feedback',
  },
  'meeting.reminder': {
    subject: 'Your meetings at {{roadshowTitle}}',
    body: 'This is a reminder of your one-to-one meetings at {{roadshowTitle}}. Times are local there.\n\n{{lines}}\n\nFirst meeting: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}',
    action: 'Open the first meeting',
  },
  'meeting.requested': {
    subject: '{{counterpart}} asks for a meeting',
    body: '{{counterpart}} would like to meet you at {{roadshowTitle}}. Please accept or decline the request; it lapses on {{until}}.',
    action: 'Answer the request',
  },
  'meeting.accepted': {
    subject: 'Meeting agreed: {{counterpart}}',
    body: 'You and {{counterpart}} have agreed to meet at {{roadshowTitle}}. The time and the table follow once the schedule is released.',
    action: 'Open the meeting',
  },
  'meeting.declined': {
    subject: '{{counterpart}} has declined your request',
    body: '{{counterpart}} cannot meet you at {{roadshowTitle}}. You can ask other participants for a meeting as long as requests are open.',
    action: 'Open the meeting',
  },
  'meeting.lapsed': {
    subject: 'Your request has lapsed: {{counterpart}}',
    body: '{{counterpart}} has not answered your request for a meeting at {{roadshowTitle}} in time, and it has lapsed.',
    action: 'Open the meeting',
  },
  'meeting.cancelled': {
    subject: 'Meeting cancelled: {{counterpart}}',
    body: 'The meeting with {{counterpart}} at {{roadshowTitle}} has been cancelled. If it stood in your calendar, it is taken out.',
    action: 'Open the meeting',
  },
  'meeting.scheduled': {
    subject: 'Your meeting with {{counterpart}}',
    body: 'Your meeting with {{counterpart}} at {{roadshowTitle}} has been scheduled.\n\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}, table {{table}}',
    action: 'Open the meeting',
  },
  'meeting.moved': {
    subject: 'Your meeting has changed: {{counterpart}}',
    body: 'Something has changed about your meeting with {{counterpart}} at {{roadshowTitle}}. This is how it stands now.\n\nTime: {{when}}\nLocal time there: {{whenThere}}\nPlace: {{place}}, table {{table}}',
    action: 'Open the meeting',
  },
  'meeting.unscheduled': {
    subject: 'Taken out of your schedule: {{counterpart}}',
    body: 'The meeting with {{counterpart}} at {{roadshowTitle}} is not in your schedule any more. If it gets another place, those who attend will be told.',
    action: 'Open the meeting',
  },
  'pitch.accepted': {
    subject: 'Your pitch is accepted: {{pitchTitle}}',
    body: 'Your application to pitch “{{pitchTitle}}” at {{roadshowTitle}} has been accepted. We will tell you the time once it is placed in the agenda.',
    action: 'Open the pitch',
  },
  'pitch.returned': {
    subject: 'Please revise your pitch: {{pitchTitle}}',
    body: 'Your application to pitch “{{pitchTitle}}” at {{roadshowTitle}} has been returned with remarks. Please revise it and submit it again.',
    action: 'Read the remarks',
  },
  'pitch.rejected': {
    subject: 'Your pitch was not accepted: {{pitchTitle}}',
    body: 'We are sorry to tell you that your application to pitch “{{pitchTitle}}” at {{roadshowTitle}} was not accepted. The reason is in the portal.',
    action: 'Read the reason',
  },
  'pitch.cancelled': {
    subject: 'Your pitch will not take place: {{pitchTitle}}',
    body: '{{roadshowTitle}} has been cancelled, and with it your pitch “{{pitchTitle}}”. We are sorry.',
    action: 'Open the pitch',
  },
  'pitch.placed': {
    subject: 'Your pitch has a time: {{pitchTitle}}',
    body: 'Your pitch “{{pitchTitle}}” at {{roadshowTitle}} has been placed in the agenda.\n\nSession: {{sessionTitle}}\nBegins: {{when}}\nLocal time there: {{whenThere}}',
    action: 'Open the pitch',
  },
  'pitch.slides_asked': {
    subject: 'Please send your slides: {{pitchTitle}}',
    body: 'Please upload the slides of your pitch “{{pitchTitle}}” at {{roadshowTitle}} by {{until}}.',
    action: 'Upload the slides',
  },
  'pitch.slides_due': {
    subject: 'Your slides are due soon: {{pitchTitle}}',
    body: 'We have not received the slides of your pitch “{{pitchTitle}}” at {{roadshowTitle}} yet. Please upload them by {{until}}.',
    action: 'Upload the slides',
  },
  'pitch.slides_overdue': {
    subject: 'Your slides are overdue: {{pitchTitle}}',
    body: 'The slides of your pitch “{{pitchTitle}}” at {{roadshowTitle}} were due by {{until}}, and we have not received them. Please upload them as soon as you can.',
    action: 'Upload the slides',
  },
};
