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

  /** With several databases and no session, errors of JSON-RPC are HTML pages. */
  public boolean hidesErrorsWithoutDatabase() {
    return !since(V16);
  }

  /** Name of the domain that {@code search} takes. */
  public String searchArgument() {
    return since(V17) ? "domain" : "args";
  }

  /** Calling an unknown method names the method and the model in a sentence. */
  public boolean explainsUnknownMethods() {
    return since(V17);
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

  /** Writing a template stamps its variants, too. */
  public boolean touchesVariantsOfTemplates() {
    return since(V17);
  }

  /** The vendor in {@code product.supplierinfo}. */
  public String vendorField() {
    return since(V16) ? "partner_id" : "name";
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

  /** Reserved quantity of a move line, in the line's unit; from 17 on also the done one. */
  public String lineReservedField() {
    return since(V17) ? "quantity" : since(V16) ? "reserved_uom_qty" : "product_uom_qty";
  }

  /** The same in the product's unit. */
  public String lineReservedProductField() {
    return since(V17) ? "quantity_product_uom" : since(V16) ? "reserved_qty" : "product_qty";
  }

  /** Done quantity of a move line; from 17 on it counts only where {@code picked} is set. */
  public String lineDoneField() {
    return since(V17) ? "quantity" : "qty_done";
  }

  /** Where a rule brings goods. */
  public String ruleDestinationField() {
    return since(V16) ? "location_dest_id" : "location_id";
  }

  /** The name that a partner is shown by. */
  public String partnerNameColumn() {
    return since(V17) ? "complete_name" : "display_name";
  }

  /** Validating with nothing done asks by wizard {@code stock.immediate.transfer}. */
  public boolean immediateTransferWizard() {
    return !since(V17);
  }

  /** The rest of a part shipment is reserved at once for its backorder. */
  public boolean reservesBackorders() {
    return since(V15);
  }

  /** Lowering a confirmed order's line lowers its open move. */
  public boolean lowersOpenMoves() {
    return since(V15);
  }

  /** A transfer can be split by {@code action_split_transfer}. */
  public boolean splitsTransfers() {
    return since(V18);
  }

  /** Returns are made by {@code action_create_returns}, from lines that start at zero. */
  public boolean returnsStartAtZero() {
    return since(V18);
  }

  /** Locations know their warehouse: column {@code stock_location.warehouse_id}. */
  public boolean locationsKnowTheirWarehouse() {
    return since(V16);
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

  /** Moves have a name of their own. */
  public boolean namesMoves() {
    return !since(V19);
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

  /** A line's price is looked up again when its quantity is changed. */
  public boolean pricesFollowQuantity() {
    return since(V16);
  }

  /** Cancelling asks about every order that is no draft, not only about shipped ones. */
  public boolean asksBeforeEveryCancel() {
    return since(V15) && !cancelsWithoutAsking();
  }

  /** The loser of two confirmations at once fails at the followers, which are unique. */
  public boolean confirmationRaceFailsAtFollowers() {
    return since(V17) && !since(V19);
  }

  /**
   * A tax lists what it replaces and a fiscal position its taxes; before, the position has both.
   */
  public boolean taxesKnowWhatTheyReplace() {
    return since(V19);
  }

  /** An order takes its customer's fiscal position by itself. */
  public boolean fillsFiscalPosition() {
    return since(V16);
  }

  /** A transfer's origin names the customer's reference after the order. */
  public boolean originNamesReference() {
    return this == V18;
  }

  /** Amounts of single lines are rounded even where taxes are rounded over the whole order. */
  public boolean roundsEveryLine() {
    return since(V19);
  }

  /** Prices of order lines are rounded to the precision "Product Price". */
  public boolean roundsLinePrices() {
    return !since(V19);
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

  /** Sessions wait in {@code opening_control} until somebody enters the cash in the drawer. */
  public boolean tillOpensByHand() {
    return since(V15);
  }

  /** Method that opens a session with the cash in the drawer. */
  public String tillOpening() {
    return since(V18) ? "set_opening_control" : "set_cashbox_pos";
  }

  /** Cash entered at opening is booked as a difference to the last closing. */
  public boolean tillBooksOpeningCash() {
    return !since(V18);
  }

  /** Where the amounts due list the methods that are no cash. */
  public String tillOtherMethodsKey() {
    return since(V18) ? "non_cash_payment_methods" : "other_payment_methods";
  }

  /** Lines sent again for a draft are added to it; before, they replaced it. */
  public boolean tillAddsLinesToDrafts() {
    return since(V17);
  }

  /** A repeated upload answers the order it finds; before, it answered nothing. */
  public boolean tillAnswersReplays() {
    return since(V19);
  }

  /** Refunds are named after the order they refund. */
  public boolean tillNamesRefunds() {
    return this == V17 || this == V19;
  }

  /** A draft is found again by uuid only when its id comes along, too. */
  public boolean tillNeedsDraftId() {
    return this == V18;
  }

  /** Orders are taken only by sessions that are opened, not by those about to open. */
  public boolean tillTakesOnlyOpened() {
    return since(V19);
  }

  /** Sessions and orders are numbered by their point of sale instead of by one sequence. */
  public boolean tillNumbersByConfig() {
    return since(V19);
  }

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
