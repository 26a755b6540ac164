"""Upload a workbook on a page under test."""

from model.versions.version import Mode
from tests.support.page_text import lines, nodes, open_page
from tests.support.workbooks.canonical import write_workbook

# A tracker in a free layout: one heading misspelt, one unknown, and no review.
CUSTOM_LAYOUT = [
    ["Rec No", "Recomendation", "Agency", "Kost", "RAG Feb 24", "Progress Feb 24"],
    [1, "Find lasting funding.", "Dyfed-Powys Police", 5, "Green", "Funded."],
]


def canonical(path, **sheets):
    """Return the bytes of a canonical workbook."""
    return write_workbook(path / "made.xlsx", **sheets).read_bytes()


def uploaded(content, name="next.xlsx", app=None):
    """Return the Upload page after a file was chosen."""
    app = app or open_page("upload")
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return app.run()


def pressed(app, label):
    """Return the page after a button was pressed."""
    (button,) = [each for each in app.button if each.label == label]
    return button.click().run()


def published(app, *, who="Ann", why="The round of June."):
    """Return the page after the workbook was published."""
    field(app, "Your name").set_value(who)
    field(app, "Why you publish it").set_value(why)
    return pressed(app, "Publish")


def warnings_read(app):
    """Return the page after the reader confirmed to have read the warnings."""
    (box,) = [each for each in app.checkbox if each.key.startswith("upload.warnings.")]
    return box.check().run()


def loss_boxes(app):
    """Return the checkboxes for what publishing would lose."""
    return [each for each in app.checkbox if each.key.startswith("upload.loss.")]


def ticked(app):
    """Return the page after every loss was accepted; there has to be one."""
    boxes = loss_boxes(app)
    assert boxes != []
    for box in boxes:
        box.check()
    return app.run()


def chosen_mode(app, mode):
    """Return the page after the reader chose how the workbook is published."""
    (choice,) = [each for each in app.radio if each.key.startswith("upload.mode.")]
    return choice.set_value(mode).run()


def replacing(app):
    """Return the page after the reader chose that the workbook replaces the tracker."""
    return chosen_mode(app, Mode.REPLACE)


def field(app, label):
    """Return a field by the beginning of its label."""
    (found,) = [each for each in (*app.text_input, *app.selectbox, *app.multiselect) if each.label.startswith(label)]
    return found


def lines_at(app, key):
    """Return the lines of a page's fragment by its key."""
    return lines(nodes(app, key))
