package io.tapstack.lambda.security.remediation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An element of an answer of EC2. What is not there is empty. */
record Xml(List<Element> elements) {
    /** Reads a document without any of what XML can pull in from elsewhere. */
    static Xml read(InputStream document) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // no lines on standard error
            return new Xml(List.of(builder.parse(document).getDocumentElement()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not XML", e);
        }
    }

    /** The children of the name, together. */
    Xml child(String name) {
        return new Xml(elements.stream()
                .flatMap(element ->
                        IntStream.range(0, element.getChildNodes().getLength()).mapToObj(element.getChildNodes()::item))
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE
                        && node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList());
    }

    /** The items of the list of the name, one by one. */
    List<Xml> items(String name) {
        return child(name).child("item").elements().stream()
                .map(element -> new Xml(List.of(element)))
                .toList();
    }

    /** The text of the child of the name; empty where there is none. */
    String text(String name) {
        return child(name).elements().stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse("");
    }
}
