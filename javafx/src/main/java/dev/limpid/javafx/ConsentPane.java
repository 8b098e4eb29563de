package dev.limpid.javafx;

import dev.limpid.uploader.consent.InstallerConsent;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * One question, its explanation, and two buttons of the same size and look, neither of them preselected. Put it into one of the
 * program's own windows, or let {@link ConsentDialog} show it. Use it on the JavaFX application thread.
 */
public final class ConsentPane extends VBox {

    private static final double GAP = 12;
    private static final double WIDTH = 560;
    private static final int ROWS = 12;
    private static final double HALF = 50;

    private final TextArea explanation;

    /**
     * Creates a pane that shows this question.
     *
     * @param answered receives true for yes or false for no once a button is pressed
     */
    public ConsentPane(InstallerConsent consent, Consumer<Boolean> answered) {
        super(GAP);
        setPadding(new Insets(GAP));
        setPrefWidth(WIDTH);
        Label question = new Label(consent.question());
        question.setId("question");
        question.setWrapText(true);
        explanation = explanation(consent);
        question.setLabelFor(explanation);
        GridPane buttons = new GridPane();
        buttons.setHgap(GAP);
        // Two halves make both buttons as wide as the wider one.
        buttons.getColumnConstraints().addAll(half(), half());
        buttons.add(button(consent.yes(), "yes", () -> answered.accept(true)), 0, 0);
        buttons.add(button(consent.no(), "no", () -> answered.accept(false)), 1, 0);
        getChildren().addAll(question, explanation, buttons);
    }

    /**
     * Gives the focus to the text, so that neither Enter nor the space bar presses a button. The text has the focus anyway if this pane
     * comes first in its window.
     */
    void takeFocus() {
        explanation.requestFocus();
    }

    private static TextArea explanation(InstallerConsent consent) {
        TextArea area = new TextArea(String.join("\n", consent.explanation()));
        area.setId("explanation");
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(ROWS);
        area.setAccessibleText(consent.question());
        setVgrow(area, Priority.ALWAYS);
        return area;
    }

    private static ColumnConstraints half() {
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(HALF);
        return half;
    }

    private static Button button(String text, String id, Runnable pressed) {
        Button button = new Button(text);
        button.setId(id);
        button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        button.setWrapText(true);
        button.setOnAction(event -> pressed.run());
        return button;
    }
}
