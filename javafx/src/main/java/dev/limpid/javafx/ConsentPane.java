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
 * One question, what it is about, and two buttons of the same size and look, none of them chosen beforehand. To be put into a
 * window of the program's own, or shown by {@link ConsentDialog}. To be used on the JavaFX application thread.
 */
public final class ConsentPane extends VBox {

    private static final double GAP = 12;
    private static final double WIDTH = 560;
    private static final int ROWS = 12;
    private static final double HALF = 50;

    private final TextArea explanation;

    /**
     * A pane that shows this.
     *
     * @param answered told true or false once a button is pressed
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
        // Two halves make both as wide as the wider one.
        buttons.getColumnConstraints().addAll(half(), half());
        buttons.add(button(consent.yes(), "yes", () -> answered.accept(true)), 0, 0);
        buttons.add(button(consent.no(), "no", () -> answered.accept(false)), 1, 0);
        getChildren().addAll(question, explanation, buttons);
    }

    /** The text gets the focus, so neither Enter nor the space bar answers anything. It has it anyway where this pane stands first. */
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
