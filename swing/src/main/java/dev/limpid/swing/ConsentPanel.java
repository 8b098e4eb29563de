package dev.limpid.swing;

import dev.limpid.uploader.consent.InstallerConsent;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

/**
 * One question, its explanation, and two buttons of the same size and look, neither of them preselected. Put it into one of the
 * program's own windows, or let {@link ConsentDialog} show it. Use it on the event dispatch thread.
 */
public final class ConsentPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int GAP = 12;
    private static final Dimension TEXT = new Dimension(520, 220);

    private final JButton yes;
    private final JButton no;

    /**
     * Creates a panel that shows this question.
     *
     * @param answered receives true for yes or false for no once a button is pressed
     */
    public ConsentPanel(InstallerConsent consent, Consumer<Boolean> answered) {
        super(new BorderLayout(GAP, GAP));
        setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        yes = button(consent.yes(), "yes", () -> answered.accept(true));
        no = button(consent.no(), "no", () -> answered.accept(false));
        JLabel question = new JLabel(consent.question());
        question.setName("question");
        add(question, BorderLayout.NORTH);
        add(explanation(String.join("\n", consent.explanation()), consent.question()), BorderLayout.CENTER);
        // A grid makes both buttons as large as the larger one.
        JPanel buttons = new JPanel(new GridLayout(1, 2, GAP, 0));
        buttons.add(yes);
        buttons.add(no);
        add(buttons, BorderLayout.SOUTH);
    }

    private static JButton button(String text, String name, Runnable pressed) {
        JButton button = new JButton(text);
        button.setName(name);
        button.setDefaultCapable(false); // Enter answers nothing
        button.addActionListener(event -> pressed.run());
        return button;
    }

    private static JScrollPane explanation(String text, String question) {
        JTextArea area = new JTextArea(text);
        area.setEditable(false);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setCaretPosition(0);
        area.getAccessibleContext().setAccessibleName(question);
        JScrollPane scroll = new JScrollPane(area);
        scroll.setPreferredSize(TEXT);
        return scroll;
    }
}
