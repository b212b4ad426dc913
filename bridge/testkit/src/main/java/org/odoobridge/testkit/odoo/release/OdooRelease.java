package org.odoobridge.testkit.odoo.release;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A release of Odoo, by its differences: callers ask for one difference, never for a number. What
 * 15 and 16 share with a neighbour follows from its source, the others were measured.
 */
public enum OdooRelease {
  V14,
  V15,
  V16,
  V17,
  V18,
  V19;

  /**
   * The release of a number such as {@code 17} or {@code 17.0}.
   *
   * @throws IllegalArgumentException for any other text, naming the releases there are
   */
  public static OdooRelease parse(String text) {
    String number = text.strip().replaceFirst("\\.0$", "");
    return Arrays.stream(values())
        .filter(release -> release.number().equals(number))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Odoo version: '%s' is none of %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(OdooRelease::number)
                                .collect(Collectors.joining(", ")))));
  }

  /** Such as {@code 17}. */
  public String number() {
    return name().substring(1);
  }

  /** Such as {@code 17.0}. */
  public String series() {
    return number() + ".0";
  }

  /** As {@code server_version_info} tells it. */
  public List<Object> versionInfo() {
    return List.of(Integer.parseInt(number()), 0, 0, "final", 0, "");
  }

  private boolean since(OdooRelease first) {
    return compareTo(first) >= 0;
  }

  // Protocols

  /** {@code /json/2} with bearer keys is there. */
  public boolean json2() {
    return since(V19);
  }

  /** What {@code error.code} of JSON-RPC says for every error of a method. */
  public int rpcErrorCode() {
    return since(V19) ? 0 : 200;
  }

  /** API keys have an expiry date. */
  public boolean keysExpire() {
    return since(V18);
  }

  // Names and values

  /** Translated texts are jsonb, {@code {"en_US": …}}, instead of rows of ir_translation. */
  public boolean translatedNames() {
    return since(V16);
  }

  /** Company-dependent values are jsonb columns, {@code {"1": …}}, instead of ir_property. */
  public boolean companyValuesInColumns() {
    return since(V18);
  }

  // Products and units

  /** Kind of product in {@code detailed_type}, with {@code type} derived from it: 15 to 17. */
  public boolean detailedType() {
    return since(V15) && !since(V18);
  }

  /** Stock is kept of goods whose {@code is_storable} is set; there is no type {@code product}. */
  public boolean storableFlag() {
    return since(V18);
  }

  /** Units have a category, a type and a rounding; later ones refer to another unit. */
  public boolean uomCategories() {
    return !since(V19);
  }

  // Stock

  /** A count is stored and takes effect by {@code stock.quant.action_apply_inventory}. */
  public boolean appliesInventoryByButton() {
    return since(V15);
  }

  /** Done quantities are {@code quantity} and {@code picked}, not {@code quantity_done}. */
  public boolean quantityPicked() {
    return since(V17);
  }

  /** Validating with nothing done asks by wizard {@code stock.immediate.transfer}. */
  public boolean immediateTransferWizard() {
    return !since(V17);
  }

  /** Locations know their warehouse: column {@code stock_location.warehouse_id}. */
  public boolean locationsKnowTheirWarehouse() {
    return since(V15);
  }

  /** Moves of several steps are made one after the other, with {@code location_final_id}. */
  public boolean finalLocations() {
    return since(V18);
  }

  /** Moves of one order hang together by a procurement group; later by stock.reference. */
  public boolean procurementGroups() {
    return !since(V19);
  }

  /** Values of moves are rows of {@code stock_valuation_layer}; later columns of the move. */
  public boolean valuationLayers() {
    return !since(V19);
  }

  /** Model of routes. */
  public String routeModel() {
    return since(V16) ? "stock.route" : "stock.location.route";
  }

  /** Model of lots and serial numbers. */
  public String lotModel() {
    return since(V16) ? "stock.lot" : "stock.production.lot";
  }

  /** Model of packages. */
  public String packageModel() {
    return since(V19) ? "stock.package" : "stock.quant.package";
  }

  /** The moves of a transfer. */
  public String pickingMovesField() {
    return since(V16) ? "move_ids" : "move_lines";
  }

  // Orders

  /** A locked order has {@code locked} set; before, it is in state {@code done}. */
  public boolean locksOrders() {
    return since(V17);
  }

  /** Cancelling needs no {@code disable_cancel_warning}: there is no wizard. */
  public boolean cancelsWithoutAsking() {
    return since(V19);
  }

  /** Confirming an order twice is refused, instead of setting its date again. */
  public boolean refusesSecondConfirmation() {
    return since(V17);
  }

  /** Lines keep a price set by hand when {@code technical_price_unit} says so. */
  public boolean technicalPriceUnit() {
    return since(V18);
  }

  /** Taxes of an order line. */
  public String lineTaxField() {
    return since(V19) ? "tax_ids" : "tax_id";
  }

  /** Unit of an order line, field and column. */
  public String lineUomField() {
    return since(V19) ? "product_uom_id" : "product_uom";
  }

  // Point of sale

  /** Orders arrive by {@code sync_from_ui} and are known by {@code uuid}. */
  public boolean tillSyncs() {
    return since(V18);
  }

  /** Orders and their pickings are written as they are paid; before, at closing by default. */
  public boolean tillMovesStockAtOnce() {
    return since(V18);
  }

  /** An order for a closed session opens a rescue session instead of being refused. */
  public boolean tillRescues() {
    return !since(V18);
  }

  /** Invoiced orders have a state {@code invoiced}. */
  public boolean tillInvoicedState() {
    return !since(V19);
  }
}
