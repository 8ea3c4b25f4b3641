import {
  EnumField,
  IdField,
  localizedTextDto,
  ObjectField,
  PatternField,
  type PublicKey,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import {
  type CheckInList,
  type CheckInSeat,
  type Scan,
  SCAN_OUTCOMES,
  type ScanOutcome,
  type ScanResult,
} from '@shuqiao/roadshows';

const Title = localizedTextDto(300);

export class ScanDto implements Scan {
  @IdField({ description: 'Of the device’s own making: the same scan sent again is known by it.' }) id: string;
  @TextField({ max: 300, description: 'What the QR code says.' }) code: string;
  @TimeField({ description: 'When it was scanned.' }) scannedAt: string;
}

export class ScanBatchDto {
  @ObjectField(() => ScanDto, { list: { min: 1, max: 500 } }) scans: ScanDto[];
}

export class ScanResultView implements ScanResult {
  @IdField() id: string;

  @EnumField(SCAN_OUTCOMES, {
    description: 'With `checked_in`, `already_checked_in` and `repeated` the delegate is in; with any other he is not.',
  })
  outcome: ScanOutcome;

  @IdField({ nullable: true }) bookingId: string | null;
  @TextField({ max: 200, nullable: true }) delegateName: string | null;
  @TimeField({ nullable: true }) checkedInAt: string | null;
}

export class ScanBatchView {
  @ObjectField(() => ScanResultView, { list: { max: 500 } }) results: ScanResultView[];
}

class PublicKeyView implements PublicKey {
  @EnumField(['OKP']) kty: 'OKP';
  @EnumField(['Ed25519']) crv: 'Ed25519';
  @PatternField({ pattern: /^[\w-]{43}$/, max: 43, expected: 'base64url' }) x: string;
}

class CheckInSeatView implements CheckInSeat {
  @IdField() bookingId: string;
  @EnumField(['confirmed', 'attended', 'no_show']) status: CheckInSeat['status'];
  @IdField() delegateAccountId: string;
  @TextField({ max: 200 }) delegateName: string;
  @TextField({ max: 300 }) companyName: string;
  @TimeField({ nullable: true }) checkedInAt: string | null;
}

export class CheckInListView implements CheckInList {
  @IdField() sessionId: string;
  @ObjectField(() => Title) title: InstanceType<typeof Title>;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
  @TimeField() opensAt: string;

  @ObjectField(() => PublicKeyView, {
    description:
      'Checks a code without a connection: base64url of the booking, the session and the delegate, sixteen bytes each, and the Ed25519 signature of `purpose`, a line feed and these bytes.',
  })
  publicKey: PublicKeyView;

  @TextField({ max: 40 }) purpose: string;
  @ObjectField(() => CheckInSeatView, { list: { max: 5000 } }) seats: CheckInSeatView[];
}
