import { Module } from '@nestjs/common';
import { Reviews } from './reviews.service';

/** Review cases, for every program; it knows no subject by type. */
@Module({ providers: [Reviews], exports: [Reviews] })
export class ModerationModule {}
