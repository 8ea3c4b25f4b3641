import type { RoadshowTexts } from './kind-texts';

/** Of bookings, meetings and pitches. */
export const ZH_ROADSHOWS: RoadshowTexts = {
  'booking.confirmed': {
    subject: '预约成功：{{sessionTitle}}',
    body: '您在“{{roadshowTitle}}”的席位已确认。\n\n场次：{{sessionTitle}}\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}',
    action: '查看预约',
  },
  'booking.waitlisted': {
    subject: '已进入候补：{{sessionTitle}}',
    body: '“{{roadshowTitle}}”的场次“{{sessionTitle}}”目前已满，您已进入候补名单。有空位时我们会按先后顺序通知您。\n\n场次时间：{{when}}',
    action: '查看预约',
  },
  'booking.offered': {
    subject: '有空位了：{{sessionTitle}}',
    body: '“{{roadshowTitle}}”的场次“{{sessionTitle}}”为您保留了一个席位。请在{{until}}前确认，逾期将顺延给下一位。\n\n场次时间：{{when}}',
    action: '确认席位',
  },
  'booking.declined': {
    subject: '预约未通过：{{sessionTitle}}',
    body: '很遗憾，您在“{{roadshowTitle}}”的场次“{{sessionTitle}}”的预约申请未获通过。\n\n场次时间：{{when}}',
    action: '查看预约',
  },
  'booking.lapsed': {
    subject: '预约已失效：{{sessionTitle}}',
    body: '您在“{{roadshowTitle}}”的场次“{{sessionTitle}}”的预约已失效。如有空位，可再次预约。\n\n场次时间：{{when}}',
    action: '查看预约',
  },
  'booking.cancelled': {
    subject: '预约已取消：{{sessionTitle}}',
    body: '您在“{{roadshowTitle}}”的场次“{{sessionTitle}}”的预约已取消。\n\n场次时间：{{when}}',
    action: '查看预约',
  },
  'booking.moved': {
    subject: '场次有调整：{{sessionTitle}}',
    body: '您预约的“{{roadshowTitle}}”的场次“{{sessionTitle}}”有调整，新的安排如下。\n\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}',
    action: '查看预约',
  },
  'booking.changed': {
    subject: '场次信息有变更：{{sessionTitle}}',
    body: '您预约的“{{roadshowTitle}}”的场次“{{sessionTitle}}”信息有变更，最新信息如下。\n\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}',
    action: '查看预约',
  },
  'booking.roadshow_cancelled': {
    subject: '活动已取消：{{roadshowTitle}}',
    body: '很抱歉地通知您，“{{roadshowTitle}}”已取消，您预约的场次“{{sessionTitle}}”不再举行。\n\n原因：{{reason}}\n\n原定时间：{{when}}',
    action: '查看预约',
  },
  'booking.handed_over': {
    subject: '同事将预约转给了您：{{sessionTitle}}',
    body: '贵单位的一位同事已将“{{roadshowTitle}}”的场次“{{sessionTitle}}”的预约转给您，席位或候补次序保持不变。\n\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}',
    action: '查看预约',
  },
  'booking.given_away': {
    subject: '您的预约已转给同事：{{sessionTitle}}',
    body: '您在“{{roadshowTitle}}”的场次“{{sessionTitle}}”的预约已转给贵单位的一位同事，您无需再做任何操作。\n\n场次时间：{{when}}',
    action: '查看预约',
  },
  'booking.reminder_day': {
    subject: '活动提醒：{{sessionTitle}}',
    body: '提醒您：您在“{{roadshowTitle}}”的场次“{{sessionTitle}}”有席位，活动即将举行。\n\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}\n\n如无法出席，请取消预约，以便将席位让给候补人员。',
    action: '查看预约',
  },
  'booking.reminder_hour': {
    subject: '即将开始：{{sessionTitle}}',
    body: '您预约的“{{roadshowTitle}}”的场次“{{sessionTitle}}”将在一小时内开始。签到时请出示预约二维码。\n\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}',
    action: '查看预约',
  },
  'booking.feedback_asked': {
    subject: '欢迎反馈：{{sessionTitle}}',
    body: '感谢您出席“{{roadshowTitle}}”的场次“{{sessionTitle}}”。请用一分钟告诉我们您的感受，帮助我们办好下一场活动。您的反馈仅秘书处可见。',
    action: '填写反馈',
  },
  'meeting.reminder': {
    subject: '您的一对一洽谈安排：{{roadshowTitle}}',
    body: '提醒您：以下是您在“{{roadshowTitle}}”的一对一洽谈安排（活动当地时间）。\n\n{{lines}}\n\n首场洽谈：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}',
    action: '查看首场洽谈',
  },
  'meeting.requested': {
    subject: '{{counterpart}}邀请贵单位洽谈',
    body: '{{counterpart}}希望在“{{roadshowTitle}}”与贵单位进行一对一洽谈。请接受或谢绝邀请；邀请将于{{until}}失效。',
    action: '答复邀请',
  },
  'meeting.accepted': {
    subject: '洽谈已约定：{{counterpart}}',
    body: '贵单位与{{counterpart}}已约定在“{{roadshowTitle}}”进行一对一洽谈。排期发布后将通知具体时间和桌号。',
    action: '查看洽谈',
  },
  'meeting.declined': {
    subject: '{{counterpart}}谢绝了洽谈邀请',
    body: '{{counterpart}}无法在“{{roadshowTitle}}”与贵单位洽谈。在邀请截止前，您仍可邀请其他参会单位。',
    action: '查看洽谈',
  },
  'meeting.lapsed': {
    subject: '洽谈邀请已失效：{{counterpart}}',
    body: '{{counterpart}}未在期限内答复贵单位在“{{roadshowTitle}}”的洽谈邀请，邀请已失效。',
    action: '查看洽谈',
  },
  'meeting.cancelled': {
    subject: '洽谈已取消：{{counterpart}}',
    body: '在“{{roadshowTitle}}”与{{counterpart}}的洽谈已取消。如该洽谈已列入您的日历，将一并移除。',
    action: '查看洽谈',
  },
  'meeting.scheduled': {
    subject: '洽谈安排：{{counterpart}}',
    body: '您在“{{roadshowTitle}}”与{{counterpart}}的洽谈已排定。\n\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}，{{table}}号桌',
    action: '查看洽谈',
  },
  'meeting.moved': {
    subject: '洽谈安排有变：{{counterpart}}',
    body: '您在“{{roadshowTitle}}”与{{counterpart}}的洽谈安排有变，最新安排如下。\n\n时间：{{when}}\n活动当地时间：{{whenThere}}\n地点：{{place}}，{{table}}号桌',
    action: '查看洽谈',
  },
  'meeting.unscheduled': {
    subject: '洽谈已移出您的日程：{{counterpart}}',
    body: '在“{{roadshowTitle}}”与{{counterpart}}的洽谈已不在您的日程中。如重新排定，将另行通知出席人员。',
    action: '查看洽谈',
  },
  'pitch.accepted': {
    subject: '路演申请已通过：{{pitchTitle}}',
    body: '贵单位在“{{roadshowTitle}}”的路演申请“{{pitchTitle}}”已通过。列入议程后，我们会通知具体时间。',
    action: '查看路演',
  },
  'pitch.returned': {
    subject: '请修改路演申请：{{pitchTitle}}',
    body: '贵单位在“{{roadshowTitle}}”的路演申请“{{pitchTitle}}”已退回，并附有修改意见。请修改后重新提交。',
    action: '查看修改意见',
  },
  'pitch.rejected': {
    subject: '路演申请未通过：{{pitchTitle}}',
    body: '很遗憾，贵单位在“{{roadshowTitle}}”的路演申请“{{pitchTitle}}”未通过，原因请见平台。',
    action: '查看原因',
  },
  'pitch.cancelled': {
    subject: '路演取消：{{pitchTitle}}',
    body: '“{{roadshowTitle}}”已取消，贵单位的路演“{{pitchTitle}}”将不再举行。深表歉意。',
    action: '查看路演',
  },
  'pitch.placed': {
    subject: '路演时间已确定：{{pitchTitle}}',
    body: '贵单位的路演“{{pitchTitle}}”已列入“{{roadshowTitle}}”议程。\n\n场次：{{sessionTitle}}\n开始时间：{{when}}\n活动当地时间：{{whenThere}}',
    action: '查看路演',
  },
  'pitch.slides_asked': {
    subject: '请提交演示文稿：{{pitchTitle}}',
    body: '请在{{until}}前上传贵单位在“{{roadshowTitle}}”的路演“{{pitchTitle}}”的演示文稿。',
    action: '上传演示文稿',
  },
  'pitch.slides_due': {
    subject: '演示文稿即将到期：{{pitchTitle}}',
    body: '我们尚未收到贵单位在“{{roadshowTitle}}”的路演“{{pitchTitle}}”的演示文稿，请在{{until}}前上传。',
    action: '上传演示文稿',
  },
  'pitch.slides_overdue': {
    subject: '演示文稿已逾期：{{pitchTitle}}',
    body: '贵单位在“{{roadshowTitle}}”的路演“{{pitchTitle}}”的演示文稿应在{{until}}前提交，我们尚未收到，请尽快上传。',
    action: '上传演示文稿',
  },
};
