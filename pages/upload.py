"""Upload: what the next workbook would change, and publishing it."""

from components.document.pieces import require_role
from components.session.upload_state import UploadState
from components.upload.comparison import publish_target, show_publish_obstacle
from components.upload.step1_file import show_file_choice
from components.upload.step2_reading import show_reading
from components.upload.step3_issues import show_changes, show_issues
from components.upload.step5_publish import show_publish, show_upload_header
from components.upload.steps import show_step
from model.access import Role

view = require_role(Role.EDITOR)
_ = view.translator
target = publish_target()

show_upload_header(view, target)
show_publish_obstacle(view, target)

show_step(1, _("1. Choose a workbook"))
show_file_choice(view, target)
workbook = UploadState.current().workbook
show_step(2, _("2. This is how it was read"))
show_reading(view, workbook)
show_step(3, _("3. What is wrong"))
show_issues(view, workbook)
show_step(4, _("4. What would change"))
change = show_changes(view, workbook, target)
show_step(5, _("5. Publish"))
show_publish(view, workbook, target, change)
