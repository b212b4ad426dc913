package org.odoobridge.outbound.catalog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.config.ConfigException;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.outbound.catalog.model.ProductField;

/** What is refused when the file is read, and how it is said. */
class CatalogConfigTest {
  /** One section of a configuration file. */
  public record Root(@Default("") CatalogConfig catalog) {}

  private static CatalogConfig read(String catalog) {
    return ConfigReader.ofProcess().parse("catalog: { " + catalog + " }", Root.class).catalog();
  }

  /** The setting, what the message names, and what it offers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mapping: { name: '{{name' }                       | mapping.name           | cannot be read",
        "mapping: { name: '{{#name}}x' }                   | mapping.name           | cannot be read",
        "mapping: { description: '{{> file}}' }            | mapping.description    | would include a file",
        "mapping: { name: 'a }} b' }                       | mapping.name           | braces without",
        "mapping: { name: '' }                             | mapping.name           | a product needs a name",
        "mapping: { backorders: maybe }                    | mapping.backorders     | no, notify, yes",
        "mapping: { tax-status: taxed }                    | mapping.tax-status     | taxable, shipping, none",
        "mapping: { visibility: everywhere }               | mapping.visibility     | hidden",
        "mapping: { length: long }                         | mapping.length         | no number",
        "mapping: { low-stock-amount: few }                | mapping.low-stock      | no number",
        "mapping: { sku: '{{barcode}}' }                   | mapping: 'sku'         | choose of",
        "mapping: { regular-price: '1' }                   | mapping: 'regular-pri  | choose of",
        "mapping: { nonsense: x }                          | mapping: 'nonsense'    | choose of",
        "owner: { nonsense: channel }                      | owner: 'nonsense'      | choose of",
        "owner: { name: nobody }                           | owner                  | channel",
        "taxClasses: { VAT: '' }                           | taxClasses             | needs a class",
        "language: french                                  | language               | such as fr_FR",
        "mediaUrl: bridge.example                          | mediaUrl               | https://bridge.example",
        "coupons: { publish: codes }                       | coupons.publish        | set publish: true",
        "coupons: { publish: all }                         | coupons.publish        | codes",
        "coupons: { zone: Paris }                          | coupons: zone          | such as Europe/Paris",
        "coupons: { codesPerProgram: 0 }                   | coupons: codesPerPr    | 1 to 100000",
        "coupons: { productsPerCoupon: 0 }                 | coupons: productsPer   | 1 to 10000"
      })
  void aMistakeIsRefusedByNameWithWhatToWriteInstead(String text, String names, String says) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("catalog")
        .hasMessageContaining(names)
        .hasMessageContaining(says);
  }

  @Test
  void anExpressionSaysWhatItNeedsAndShowsPartsOnlyWithAValue() {
    Expression expression =
        java.util.Objects.requireNonNull(
            read("mapping: { name: '{{name}}{{#size}} in {{size}}{{/size}}' }")
                .expressions()
                .get(ProductField.NAME));
    assertThat(expression.names()).containsExactly("name", "size");
    assertThat(expression.render(Map.of("name", "Cup & saucer", "size", "L")))
        .isEqualTo("Cup & saucer in L");
    assertThat(expression.render(Map.of("name", "Cup", "size", ""))).isEqualTo("Cup");
    assertThat(expression.render(Map.of("name", "Cup"))).isEqualTo("Cup");
  }

  @Test
  void textIsEscapedWhereItBecomesMarkup() {
    Expression description =
        java.util.Objects.requireNonNull(
            read("mapping: { description: '<p>{{a}}{{{b}}}</p>' }")
                .expressions()
                .get(ProductField.DESCRIPTION));
    assertThat(description.render(Map.of("a", "1 < 2", "b", "<b>x</b>")))
        .isEqualTo("<p>1 &lt; 2<b>x</b></p>");
  }

  @Test
  void couponsAreTheShopsOwnUnlessSaidOtherwise() {
    assertThat(read("publish: true").coupons()).isEqualTo(CouponsConfig.off());
    assertThat(read("publish: true").coupons().isOn()).isFalse();
    assertThat(read("publish: true, coupons: { publish: codes }").coupons().isOn()).isTrue();
  }

  @Test
  void aFieldOfTheChannelIsNotOdoos() {
    CatalogConfig config = read("owner: { name: channel, images: odoo }");
    assertThat(config.odooOwns(ProductField.NAME)).isFalse();
    assertThat(config.odooOwns(ProductField.IMAGES)).isTrue();
    assertThat(config.odooOwns(ProductField.WEIGHT)).isTrue();
  }
}
