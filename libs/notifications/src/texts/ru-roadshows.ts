import type { RoadshowTexts } from './kind-texts';

/** Of bookings, meetings and pitches. */
export const RU_ROADSHOWS: RoadshowTexts = {
  'booking.confirmed': {
    subject: 'Место подтверждено: {{sessionTitle}}',
    body: 'Ваше место на мероприятии «{{roadshowTitle}}» подтверждено.\n\nСессия: {{sessionTitle}}\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}',
    action: 'Открыть запись',
  },
  'booking.waitlisted': {
    subject: 'Вы в листе ожидания: {{sessionTitle}}',
    body: 'На сессию «{{sessionTitle}}» мероприятия «{{roadshowTitle}}» свободных мест пока нет, и мы внесли вас в лист ожидания. Когда место освободится, мы сообщим вам в порядке очереди.\n\nВремя сессии: {{when}}',
    action: 'Открыть запись',
  },
  'booking.offered': {
    subject: 'Освободилось место: {{sessionTitle}}',
    body: 'На сессии «{{sessionTitle}}» мероприятия «{{roadshowTitle}}» для вас освободилось место. Подтвердите его до указанного срока, иначе оно перейдёт следующему в очереди: {{until}}.\n\nВремя сессии: {{when}}',
    action: 'Подтвердить место',
  },
  'booking.declined': {
    subject: 'Заявка отклонена: {{sessionTitle}}',
    body: 'К сожалению, ваша заявка на сессию «{{sessionTitle}}» мероприятия «{{roadshowTitle}}» отклонена.\n\nВремя сессии: {{when}}',
    action: 'Открыть запись',
  },
  'booking.lapsed': {
    subject: 'Запись утратила силу: {{sessionTitle}}',
    body: 'Ваша запись на сессию «{{sessionTitle}}» мероприятия «{{roadshowTitle}}» утратила силу. При наличии мест вы можете записаться снова.\n\nВремя сессии: {{when}}',
    action: 'Открыть запись',
  },
  'booking.cancelled': {
    subject: 'Запись отменена: {{sessionTitle}}',
    body: 'Ваша запись на сессию «{{sessionTitle}}» мероприятия «{{roadshowTitle}}» отменена.\n\nВремя сессии: {{when}}',
    action: 'Открыть запись',
  },
  'booking.moved': {
    subject: 'Сессия перенесена: {{sessionTitle}}',
    body: 'Сессия «{{sessionTitle}}» мероприятия «{{roadshowTitle}}», на которую вы записаны, перенесена.\n\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}',
    action: 'Открыть запись',
  },
  'booking.changed': {
    subject: 'Изменения в сессии: {{sessionTitle}}',
    body: 'В сессии «{{sessionTitle}}» мероприятия «{{roadshowTitle}}», на которую вы записаны, есть изменения. Актуальные сведения:\n\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}',
    action: 'Открыть запись',
  },
  'booking.roadshow_cancelled': {
    subject: 'Мероприятие отменено: {{roadshowTitle}}',
    body: 'К сожалению, мероприятие «{{roadshowTitle}}» не состоится; сессия «{{sessionTitle}}», на которую вы были записаны, также отменена.\n\nПричина: {{reason}}\n\nВремя сессии: {{when}}',
    action: 'Открыть запись',
  },
  'booking.handed_over': {
    subject: 'Вам передана запись: {{sessionTitle}}',
    body: 'Вам передана запись коллеги из вашей организации на сессию «{{sessionTitle}}» мероприятия «{{roadshowTitle}}». Место или номер в листе ожидания сохраняются за вами.\n\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}',
    action: 'Открыть запись',
  },
  'booking.given_away': {
    subject: 'Запись передана коллеге: {{sessionTitle}}',
    body: 'Ваша запись на сессию «{{sessionTitle}}» мероприятия «{{roadshowTitle}}» передана коллеге из вашей организации. От вас ничего не требуется.\n\nВремя сессии: {{when}}',
    action: 'Открыть запись',
  },
  'booking.reminder_day': {
    subject: 'Скоро начало: {{sessionTitle}}',
    body: 'Напоминаем о сессии «{{sessionTitle}}» мероприятия «{{roadshowTitle}}»: за вами закреплено место.\n\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}\n\nЕсли вы не сможете прийти, отмените, пожалуйста, запись: место получит следующий в листе ожидания.',
    action: 'Открыть запись',
  },
  'booking.reminder_hour': {
    subject: 'Скоро начнётся: {{sessionTitle}}',
    body: 'Сессия «{{sessionTitle}}» мероприятия «{{roadshowTitle}}» начнётся в течение часа. Подготовьте, пожалуйста, QR-код вашей записи для входа.\n\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}',
    action: 'Открыть запись',
  },
  'booking.feedback_asked': {
    subject: 'Как всё прошло? {{sessionTitle}}',
    body: 'Спасибо, что пришли на сессию «{{sessionTitle}}» мероприятия «{{roadshowTitle}}». Расскажите, пожалуйста, как она прошла: это займёт минуту и поможет нам сделать следующую лучше. Ваши ответы увидит только секретариат.',
    action: 'Оставить отзыв',
  },
  'meeting.reminder': {
    subject: 'Ваши встречи: {{roadshowTitle}}',
    body: 'Напоминаем о ваших индивидуальных встречах на мероприятии «{{roadshowTitle}}». Указано время на месте проведения.\n\n{{lines}}\n\nПервая встреча: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}',
    action: 'Открыть первую встречу',
  },
  'meeting.requested': {
    subject: 'Приглашение на встречу: {{counterpart}}',
    body: '{{counterpart}} приглашает вас на индивидуальную встречу на мероприятии «{{roadshowTitle}}». Примите приглашение или откажитесь от него; оно действует до {{until}}.',
    action: 'Ответить на приглашение',
  },
  'meeting.accepted': {
    subject: 'Встреча согласована: {{counterpart}}',
    body: 'Вы и {{counterpart}} договорились о встрече на мероприятии «{{roadshowTitle}}». Время и стол станут известны после публикации расписания.',
    action: 'Открыть встречу',
  },
  'meeting.declined': {
    subject: 'Отказ от встречи: {{counterpart}}',
    body: '{{counterpart}} не сможет встретиться с вами на мероприятии «{{roadshowTitle}}». Пока приглашения принимаются, вы можете пригласить других участников.',
    action: 'Открыть встречу',
  },
  'meeting.lapsed': {
    subject: 'Срок приглашения истёк: {{counterpart}}',
    body: 'Ответ на ваше приглашение на встречу ({{counterpart}}) на мероприятии «{{roadshowTitle}}» не получен в срок, и приглашение утратило силу.',
    action: 'Открыть встречу',
  },
  'meeting.cancelled': {
    subject: 'Встреча отменена: {{counterpart}}',
    body: 'Встреча ({{counterpart}}) на мероприятии «{{roadshowTitle}}» отменена. Если она стояла в вашем календаре, она будет из него удалена.',
    action: 'Открыть встречу',
  },
  'meeting.scheduled': {
    subject: 'Ваша встреча: {{counterpart}}',
    body: 'Для вашей встречи ({{counterpart}}) на мероприятии «{{roadshowTitle}}» определены время и место.\n\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}, стол {{table}}',
    action: 'Открыть встречу',
  },
  'meeting.moved': {
    subject: 'Изменения во встрече: {{counterpart}}',
    body: 'Изменились условия вашей встречи ({{counterpart}}) на мероприятии «{{roadshowTitle}}». Теперь она запланирована так.\n\nВремя: {{when}}\nВремя на месте проведения: {{whenThere}}\nМесто: {{place}}, стол {{table}}',
    action: 'Открыть встречу',
  },
  'meeting.unscheduled': {
    subject: 'Встречи больше нет в вашем расписании: {{counterpart}}',
    body: 'Встречи ({{counterpart}}) на мероприятии «{{roadshowTitle}}» больше нет в вашем расписании. Если для неё найдётся другое место, мы сообщим участникам встречи.',
    action: 'Открыть встречу',
  },
  'pitch.accepted': {
    subject: 'Заявка на выступление принята: {{pitchTitle}}',
    body: 'Ваша заявка на выступление «{{pitchTitle}}» на мероприятии «{{roadshowTitle}}» принята. Мы сообщим время, когда выступление будет внесено в программу.',
    action: 'Открыть заявку',
  },
  'pitch.returned': {
    subject: 'Доработайте заявку на выступление: {{pitchTitle}}',
    body: 'Заявка на выступление «{{pitchTitle}}» на мероприятии «{{roadshowTitle}}» возвращена с замечаниями. Доработайте её и подайте снова.',
    action: 'Прочитать замечания',
  },
  'pitch.rejected': {
    subject: 'Заявка на выступление отклонена: {{pitchTitle}}',
    body: 'К сожалению, ваша заявка на выступление «{{pitchTitle}}» на мероприятии «{{roadshowTitle}}» отклонена. Причина указана на портале.',
    action: 'Узнать причину',
  },
  'pitch.cancelled': {
    subject: 'Выступление не состоится: {{pitchTitle}}',
    body: 'Мероприятие «{{roadshowTitle}}» отменено, поэтому ваше выступление «{{pitchTitle}}» не состоится. Приносим извинения.',
    action: 'Открыть заявку',
  },
  'pitch.placed': {
    subject: 'Назначено время выступления: {{pitchTitle}}',
    body: 'Ваше выступление «{{pitchTitle}}» внесено в программу мероприятия «{{roadshowTitle}}».\n\nСессия: {{sessionTitle}}\nНачало: {{when}}\nВремя на месте проведения: {{whenThere}}',
    action: 'Открыть заявку',
  },
  'pitch.slides_asked': {
    subject: 'Пришлите презентацию: {{pitchTitle}}',
    body: 'Загрузите презентацию к выступлению «{{pitchTitle}}» на мероприятии «{{roadshowTitle}}» не позднее: {{until}}.',
    action: 'Загрузить презентацию',
  },
  'pitch.slides_due': {
    subject: 'Скоро срок сдачи презентации: {{pitchTitle}}',
    body: 'Мы ещё не получили презентацию к выступлению «{{pitchTitle}}» на мероприятии «{{roadshowTitle}}». Загрузите её не позднее: {{until}}.',
    action: 'Загрузить презентацию',
  },
  'pitch.slides_overdue': {
    subject: 'Срок сдачи презентации истёк: {{pitchTitle}}',
    body: 'Презентацию к выступлению «{{pitchTitle}}» на мероприятии «{{roadshowTitle}}» нужно было прислать не позднее: {{until}}. Мы её не получили. Загрузите её как можно скорее.',
    action: 'Загрузить презентацию',
  },
};
