import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Products } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { ProductChangesDto, ProductDto } from './item.dto';
import { ProductView, productView } from './item.view';

/** The products of a company. */
@Controller('companies/:companyId/products')
export class ProductsController {
  constructor(private readonly products: Products) {}

  @Get()
  @Access('company.view')
  @ApiOkResponse({ type: ProductView, isArray: true })
  async list(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<ProductView[]> {
    return (await this.products.list(actor, companyId)).map(productView);
  }

  @Post()
  @Access('company.edit')
  @Creates()
  @ApiCreatedResponse({ type: ProductView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() body: ProductDto,
  ): Promise<ProductView> {
    const content = {
      names: body.names,
      description: body.description,
      specification: body.specification,
      concepts: body.concepts,
      pictureId: body.pictureId ?? null,
    };
    return productView(await this.products.add(actor, companyId, content));
  }

  @Patch(':productId')
  @Access('company.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ProductView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('productId', IdPipe) productId: string,
    @IfMatch() version: number,
    @Body() body: ProductChangesDto,
  ): Promise<ProductView> {
    const { names, description, specification, concepts, pictureId } = body;
    return productView(
      await this.products.change(actor, companyId, productId, version, {
        names,
        description,
        specification,
        concepts,
        pictureId,
      }),
    );
  }

  @Delete(':productId')
  @HttpCode(204)
  @Access('company.edit')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('productId', IdPipe) productId: string,
  ): Promise<void> {
    return this.products.remove(actor, companyId, productId);
  }
}
