package org.odoobridge.inbound.odoo;

import java.util.List;
import java.util.Map;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.core.units.UnitOfMeasure;

/**
 * What rules about units need to know of products.
 *
 * @param bySku active products; several where a SKU is not unique
 * @param units every unit of Odoo's
 */
public record MeasuredProducts(Map<Sku, List<ShopUnits.Product>> bySku, List<UnitOfMeasure> units) {
  public static final MeasuredProducts NONE = new MeasuredProducts(Map.of(), List.of());

  public List<ShopUnits.Product> of(Sku sku) {
    return bySku.getOrDefault(sku, List.of());
  }
}
