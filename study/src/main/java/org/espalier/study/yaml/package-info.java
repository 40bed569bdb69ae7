/**
 * Where is the mistake in a file that somebody wrote? YAML that knows where it was written: every refusal names the file, the line
 * and the key.
 *
 * <p>A {@link org.espalier.study.yaml.YamlDocument} gives a mapping; a {@link org.espalier.study.yaml.YamlMap} is read key by key. Unknown keys, missing keys, values of the wrong type
 * and keys given twice are refused with a {@link org.espalier.study.yaml.YamlException}, whose message is one line. A {@link
 * org.espalier.study.yaml.YamlForm} reads a value from its keys and writes it back.
 *
 * {@snippet :
 * YamlMap neuron = YamlDocument.parse("noise: 0.4", "my.yaml").only("noise");
 * double noise = neuron.number("noise");
 * }
 */
package org.espalier.study.yaml;
