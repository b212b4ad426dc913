package org.odoobridge.outbound.catalog.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.catalog.model.CatalogSink;

/** Rows of a transaction name templates, deleted rows by what is remembered of them. */
final class CatalogTouchedTest implements CatalogSink {
  private final CatalogTouched touched = new CatalogTouched(this);
  private final List<Set<Integer>> told = new ArrayList<>();
  private final List<String> all = new ArrayList<>();

  @Override
  public void dirty(Set<Integer> templates) {
    told.add(templates);
  }

  @Override
  public void dirtyAll(String reason) {
    all.add(reason);
  }

  private static Row row(Object... pairs) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return new Row(values);
  }

  private void insert(String table, Object... pairs) {
    touched.apply(new RowChange.Inserted(table, row(pairs)));
  }

  private void update(String table, Object... pairs) {
    touched.apply(new RowChange.Updated(table, row(pairs)));
  }

  private void delete(String table, Object... pairs) {
    touched.apply(new RowChange.Deleted(table, row(pairs)));
  }

  private Set<Integer> folded() {
    touched.transactionFolded();
    Set<Integer> last = told.isEmpty() ? Set.of() : told.getLast();
    told.clear();
    return last;
  }

  @BeforeEach
  void load() {
    insert("product_template", "id", 1, "categ_id", 50);
    insert("product_template", "id", 2, "categ_id", 50);
    insert("product_template", "id", 3, "categ_id", 51);
    insert("product_product", "id", 11, "product_tmpl_id", 1);
    insert("product_product", "id", 12, "product_tmpl_id", 2);
    insert("product_template_attribute_line", "id", 21, "product_tmpl_id", 1, "attribute_id", 31);
    insert("product_template_attribute_line", "id", 22, "product_tmpl_id", 2, "attribute_id", 31);
    offer("insert", 41, 21);
    offer("insert", 42, 21);
    offer("insert", 42, 22);
    attachment("insert", 61, "product.product", "image_variant_1920", 11);
    attachment("insert", 62, "product.template", "image_1920", 2);
    insert("product_image", "id", 71, "product_tmpl_id", 3);
    attachment("insert", 63, "product.image", "image_1920", 71);
    insert("product_tag_product_template_rel", "product_tag_id", 81, "product_template_id", 2);
    insert(
        "product_public_category_product_template_rel",
        "product_public_category_id",
        91,
        "product_template_id",
        3);
    insert("product_taxes_rel", "prod_id", 1, "tax_id", 5);
    insert("product_taxes_rel", "prod_id", 3, "tax_id", 5);
    insert("ir_translation", "id", 9, "name", "product.template,name", "res_id", 2);
    touched.transactionFolded();
    touched.takeOver();
    assertThat(told).isEmpty();
  }

  private void offer(String how, int value, int line) {
    String table = "product_attribute_value_product_template_attribute_line_rel";
    Object[] pair = {
      "product_attribute_value_id", value, "product_template_attribute_line_id", line
    };
    if (how.equals("insert")) {
      insert(table, pair);
    } else {
      delete(table, pair);
    }
  }

  private void attachment(String how, int id, String model, String field, int record) {
    Object[] columns = {"id", id, "res_model", model, "res_field", field, "res_id", record};
    if (how.equals("insert")) {
      insert("ir_attachment", columns);
    } else {
      update("ir_attachment", columns);
    }
  }

  @Test
  void everyRowOfATransactionCountsOnce() {
    update("product_template", "id", 1, "categ_id", 50);
    update("product_template", "id", 1, "categ_id", 50);
    update("product_product", "id", 12, "product_tmpl_id", 2);
    assertThat(folded()).containsExactlyInAnyOrder(1, 2);
    assertThat(folded()).isEmpty();
  }

  @Test
  void deletedRowsAreRemembered() {
    delete("ir_attachment", "id", 61);
    assertThat(folded()).containsExactly(1);
    delete("ir_attachment", "id", 61);
    assertThat(folded()).isEmpty();
    delete("product_image", "id", 71);
    assertThat(folded()).containsExactly(3);
    delete("product_template_attribute_line", "id", 22);
    assertThat(folded()).containsExactly(2);
    delete("product_product", "id", 11);
    assertThat(folded()).containsExactly(1);
    delete(
        "product_variant_combination",
        "product_product_id",
        12,
        "product_template_attribute_value_id",
        7);
    assertThat(folded()).containsExactly(2);
    delete("product_template", "id", 3);
    assertThat(folded()).containsExactly(3);
  }

  @Test
  void namesThatManyTemplatesShareMarkThoseThatHaveThem() {
    update("product_attribute", "id", 31);
    assertThat(folded()).containsExactlyInAnyOrder(1, 2);
    update("product_attribute_value", "id", 41);
    assertThat(folded()).containsExactly(1);
    update("product_attribute_value", "id", 42);
    assertThat(folded()).containsExactlyInAnyOrder(1, 2);
    offer("delete", 42, 21);
    assertThat(folded()).containsExactly(1);
    update("product_attribute_value", "id", 42);
    assertThat(folded()).containsExactly(2);
    update("product_category", "id", 50);
    assertThat(folded()).containsExactlyInAnyOrder(1, 2);
    update("product_template", "id", 1, "categ_id", 51);
    folded();
    update("product_category", "id", 51);
    assertThat(folded()).containsExactlyInAnyOrder(1, 3);
    update("product_tag", "id", 81);
    assertThat(folded()).containsExactly(2);
    update("product_public_category", "id", 91);
    assertThat(folded()).containsExactly(3);
    insert("product_tag", "id", 82);
    assertThat(folded()).isEmpty();
  }

  @Test
  void translationsMarkWhatTheyTranslate() {
    insert("ir_translation", "id", 1, "name", "product.template,name", "res_id", 3);
    assertThat(folded()).containsExactly(3);
    update("ir_translation", "id", 2, "name", "product.attribute.value,name", "res_id", 41);
    assertThat(folded()).containsExactly(1);
    update("ir_translation", "id", 3, "name", "res.country,name", "res_id", 1);
    assertThat(folded()).isEmpty();
  }

  @Test
  void aDeletedTranslationMarksWhatItTranslated() {
    delete("ir_translation", "id", 9);
    assertThat(folded()).as("it was there at the start").containsExactly(2);
    insert("ir_translation", "id", 4, "name", "product.attribute,name", "res_id", 31);
    folded();
    delete("ir_translation", "id", 4);
    assertThat(folded()).containsExactlyInAnyOrder(1, 2);
    delete("ir_translation", "id", 4);
    delete("ir_translation", "id", 3);
    assertThat(folded()).isEmpty();
  }

  @Test
  void onlyOriginalsOfProductImagesCount() {
    attachment("insert", 64, "product.template", "image_128", 3);
    attachment("insert", 65, "res.partner", "image_1920", 3);
    attachment("insert", 66, "product.template", "", 3);
    assertThat(folded()).isEmpty();
    attachment("update", 62, "product.template", "image_1920", 3);
    assertThat(folded()).containsExactlyInAnyOrder(2, 3);
    delete("ir_attachment", "id", 62);
    assertThat(folded()).containsExactly(3);
  }

  @Test
  void aChangedTaxConcernsTheProductsThatHaveIt() {
    update("account_tax", "id", 5, "type_tax_use", "sale");
    assertThat(folded()).containsExactlyInAnyOrder(1, 3);
    update("account_tax", "id", 6, "type_tax_use", "sale");
    assertThat(folded()).isEmpty();
    insert("product_taxes_rel", "prod_id", 2, "tax_id", 6);
    assertThat(folded()).containsExactly(2);
    update("account_tax", "id", 6, "type_tax_use", "sale");
    assertThat(folded()).containsExactly(2);
    delete("product_taxes_rel", "prod_id", 1, "tax_id", 5);
    assertThat(folded()).containsExactly(1);
    delete("account_tax", "id", 5);
    assertThat(folded()).containsExactly(3);
    assertThat(all).isEmpty();
  }

  @Test
  void aVariantsOwnTagConcernsItsProduct() {
    insert("product_tag_product_product_rel", "product_tag_id", 82, "product_product_id", 11);
    assertThat(folded()).containsExactly(1);
    update("product_tag", "id", 82);
    assertThat(folded()).containsExactly(1);
    delete("product_tag_product_product_rel", "product_tag_id", 82, "product_product_id", 11);
    assertThat(folded()).containsExactly(1);
    update("product_tag", "id", 82);
    assertThat(folded()).isEmpty();
  }

  @Test
  void otherTablesConcernNobody() {
    update("stock_quant", "id", 1, "product_id", 11);
    assertThat(folded()).isEmpty();
    touched.apply(new RowChange.Truncated("stock_quant"));
    touched.transactionFolded();
    assertThat(all).isEmpty();
  }
}
