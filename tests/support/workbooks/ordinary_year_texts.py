"""The texts of the made-up tracker of an ordinary year: no person, office or place in it exists."""

MADE_UP = "Made up, to show a tracker of ordinary size: no person, office or place in it exists."
OFFICE = "Office of the Wen Valley Commissioner"
REVIEW = {
    "Review": "Domestic abuse",
    "Title": "Review of how domestic abuse is dealt with",
    "Title (Welsh)": "Adolygiad o'r modd y mae cam-drin domestig yn cael ei drin",
    "Published": "November 2024",
    "Response days": 56,
    "Body": OFFICE,
    "Source": MADE_UP,
    "Notes": MADE_UP,
}
FORCE_ROLES = ("Head of Public Protection", "Head of Training", "Head of Performance", "Head of Contact")
AGENCIES = {
    "Wen Valley Police": FORCE_ROLES,
    "Wen Valley Prosecution Office": ("District Prosecutor",),
    "Wen Valley Health Board": ("Head of Safeguarding", "Director of Nursing"),
    "Upper Wen County Council": ("Head of Children's Services", "Community Safety Manager"),
    "Cwmwen Borough Council": ("Housing Options Manager",),
    "Wen Valley Probation": ("Head of Delivery",),
    "Wen Valley Courts": ("Listing Manager",),
    "Haven Cwmwen": ("Chief Officer",),
    "Wen Valley Homes": ("Tenancy Manager",),
}
_POLICE, _PROSECUTION, _HEALTH, _COUNTY, _BOROUGH, _PROBATION, _COURTS, _HAVEN, _HOMES = AGENCIES
LEADS = {
    "First response": (_POLICE, _POLICE, _POLICE, _COUNTY),
    "Training": (_POLICE, _PROSECUTION, _HEALTH, _BOROUGH, _COURTS),
    "Risk and safety": (_POLICE, _HEALTH, _COUNTY, _BOROUGH, _HOMES),
    "Victims": (_HAVEN, _COURTS, _PROSECUTION, _COUNTY, _POLICE),
    "Perpetrators": (_POLICE, _PROBATION, _PROBATION, _COURTS, _HOMES),
    "Data": (_POLICE, _POLICE, _COUNTY, _HEALTH, _PROSECUTION, _HAVEN),
}
"""Who may lead the recommendations of a theme."""
_WELSH_AGENCIES = {
    "Wen Valley Police": ("Heddlu Dyffryn Wen", "Police", "Heddlu"),
    "Wen Valley Prosecution Office": ("Swyddfa Erlyn Dyffryn Wen", "Prosecution", "Erlyn"),
    "Wen Valley Health Board": ("Bwrdd Iechyd Dyffryn Wen", "Health", "Iechyd"),
    "Upper Wen County Council": ("Cyngor Sir Wen Uchaf", "Upper Wen", "Wen Uchaf"),
    "Cwmwen Borough Council": ("Cyngor Bwrdeistref Cwmwen", "Cwmwen", "Cwmwen"),
    "Wen Valley Probation": ("Gwasanaeth Prawf Dyffryn Wen", "Probation", "Prawf"),
    "Wen Valley Courts": ("Llysoedd Dyffryn Wen", "Courts", "Llysoedd"),
    "Haven Cwmwen": ("Hafan Cwmwen", "Haven", "Hafan"),
    "Wen Valley Homes": ("Cartrefi Dyffryn Wen", "Homes", "Cartrefi"),
}
_WELSH_THEMES = {
    "First response": "Ymateb cyntaf",
    "Training": "Hyfforddiant",
    "Risk and safety": "Risg a diogelwch",
    "Victims": "Dioddefwyr",
    "Perpetrators": "Cyflawnwyr",
    "Data": "Data",
}
NAMES = [
    *({"Kind": "Theme", "Name": name, "Name (Welsh)": welsh} for name, welsh in _WELSH_THEMES.items()),
    *(
        {"Kind": "Agency", "Name": name, "Short name": short, "Name (Welsh)": welsh, "Short name (Welsh)": short_welsh}
        for name, (welsh, short, short_welsh) in _WELSH_AGENCIES.items()
    ),
    {"Kind": "Role", "Name": "Head of Public Protection", "Name (Welsh)": "Pennaeth Gwarchod y Cyhoedd"},
    {"Kind": "Role", "Name": "Head of Training", "Name (Welsh)": "Pennaeth Hyfforddiant"},
]
_BY_THEME = {
    "First response": (
        ("Answer calls within the agreed time", "answer nine in ten calls about domestic abuse within the agreed time"),
        ("Check the history before arrival", "give officers the history of the address before they arrive"),
        ("Turn on body-worn video at every call", "record every call on body-worn video from arrival to leaving"),
        ("Speak to children who are present", "speak to each child who is present and note what the child says"),
        ("Use an interpreter at the scene", "use a professional interpreter at the scene and never a relative"),
        ("Supervise each report before it is closed", "have a supervisor check each report before it is closed"),
        ("Send a second officer at night", "send a second officer to every call between midnight and six"),
        ("Record the first account word for word", "record the first account of the victim word for word"),
        ("Arrest where the power exists", "record the reason wherever there is a power of arrest and none is made"),
        (
            "Follow up missed calls within an hour",
            "call back within an hour where a call is not answered",
        ),
    ),
    "Training": (
        ("Train first responders on coercive control", "train every first responder to recognise coercive control"),
        ("Train control room staff", "train all staff of the control room to ask about risk"),
        ("Brief prosecutors on stalking offences", "brief each prosecutor on the offences of stalking each year"),
        ("Train midwives to ask about abuse", "train midwives and health visitors to ask about abuse"),
        ("Teach housing officers to see the signs", "teach housing officers the signs of abuse and where to refer"),
        ("Refresh training every two years", "refresh the training of each specialist at least every two years"),
        ("Learn from reviews of deaths", "teach the lessons of each review of a death within three months"),
        ("Train magistrates on protective orders", "offer magistrates training on protective orders"),
        ("Name a champion on each shift", "name a trained champion on each shift and give each time for it"),
        ("Measure what training changes", "measure what training changes in practice, not who attended"),
    ),
    "Risk and safety": (
        ("Assess risk with one form", "use one form to assess risk in all agencies"),
        ("Refer high risk cases within a day", "refer each case at high risk to the conference within a working day"),
        ("Share information without delay", "agree in writing how information is shared, and share it without delay"),
        ("Hold the risk conference every fortnight", "hold the risk conference every fortnight in both districts"),
        ("Fit alarms within three days", "fit an alarm or a camera within three days where one is needed"),
        ("Review risk when a person is released", "review the risk and warn the victim when a person is released"),
        ("Keep safety plans up to date", "review each safety plan at least once a quarter with the victim"),
        ("Find a safe bed the same night", "find a safe place to stay on the same night for all who need it"),
        ("Check weapons licences", "check licences for firearms in every case and record the result"),
        ("Protect people who work with victims", "assess the risk to staff who visit homes and act on it"),
    ),
    "Victims": (
        ("Name one person to contact", "give each victim the name of one person to contact"),
        ("Tell victims what happens next", "tell each victim within five days what happens next"),
        ("Offer an advocate within two days", "offer an independent advocate within two days of the report"),
        ("Ask victims how they were treated", "ask a sample of victims each quarter how they were treated"),
        ("Shorten the wait for counselling", "shorten the wait for counselling to four weeks"),
        ("Let victims give evidence by video", "let victims give evidence by video in all courts"),
        ("Keep waiting rooms apart", "keep separate waiting rooms in each court building"),
        ("Support victims in Welsh", "offer each service to victims in Welsh without a longer wait"),
        ("Reach people in remote places", "run a service that reaches people in remote places"),
        ("Support children after a report", "offer support to each child of a victim within ten days"),
    ),
    "Perpetrators": (
        ("Manage the most dangerous offenders", "manage the twenty most dangerous offenders with one plan each"),
        ("Act on every breach of an order", "act on each breach of an order within a day"),
        ("Apply for protective orders", "apply for a protective order in each case that meets the test"),
        ("Offer a programme to change behaviour", "offer a programme to change behaviour in both districts"),
        ("Visit suspects on bail", "visit suspects on bail at least once in each month"),
        ("Tag offenders who leave prison", "ask for a tag as a condition of release where there is a risk"),
        ("List breaches in court within a week", "list the breach of an order in court within a week"),
        ("Trace suspects who are missing", "trace each suspect who is wanted within ten days"),
        ("Move the perpetrator, not the family", "use the powers of a landlord to move the perpetrator"),
        ("Check the police's own staff", "handle each report about an employee in a separate unit"),
    ),
    "Data": (
        ("Count repeat victims the same way", "count repeat victims the same way in all agencies"),
        ("Publish figures every quarter", "publish the figures of each agency every quarter"),
        ("Link records across systems", "link the records of a person across the systems of the police"),
        ("Record ethnicity and language", "record the ethnicity and the language of each victim"),
        ("Audit the quality of records", "audit a sample of fifty records each quarter"),
        ("Show supervisors their open cases", "show each supervisor the open cases of the team on one page"),
        ("Track outcomes to the end", "track each case from the report to the outcome in court"),
        ("Report withdrawals and why", "report how many victims withdraw, and why"),
        ("Keep one list of services", "keep one list of services with their waiting times"),
        ("Check data before it is shared", "check the data of each return before it is shared"),
    ),
}
RECOMMENDATIONS = [
    (theme, title, f"The lead agency should {what}, and report on it in each round.")
    for theme, recommendations in _BY_THEME.items()
    for title, what in recommendations
]
"""The theme, the title and the text of each recommendation, in order."""
CYMRAEG = {
    1: {
        "Title (Welsh)": "Ateb galwadau o fewn yr amser y cytunwyd arno",
        "Recommendation (Welsh)": "Dylai'r asiantaeth arweiniol ateb naw o bob deg galwad am gam-drin domestig o fewn "
        "yr amser y cytunwyd arno, ac adrodd ar hynny ym mhob rownd.",
    },
    11: {"Title (Welsh)": "Hyfforddi ymatebwyr cyntaf ar reolaeth drwy orfodaeth"},
    12: {"Title (Welsh)": "Hyfforddi staff yr ystafell reoli"},
    21: {"Title (Welsh)": "Asesu risg ag un ffurflen"},
    22: {"Title (Welsh)": "Cyfeirio achosion risg uchel o fewn diwrnod"},
    38: {
        "Title (Welsh)": "Cefnogi dioddefwyr yn Gymraeg",
        "Recommendation (Welsh)": "Dylai'r asiantaeth arweiniol gynnig pob gwasanaeth i ddioddefwyr yn Gymraeg heb "
        "aros yn hwy, ac adrodd ar hynny ym mhob rownd.",
    },
    51: {"Title (Welsh)": "Cyfrif dioddefwyr mynych yn yr un modd"},
}
WORDS = {
    "Response": (
        "A lead has been named and a plan will follow by the spring.",
        "The work will be done within the present budget.",
        "This is already part of the plan for the year.",
        "It will be done with the partners, through the board.",
    ),
    "Red": (
        "No progress since the last round: the post is vacant and cannot be filled this year.",
        "No money has been found for this, and the board has not yet discussed it.",
        "The work has stopped, because the supplier has withdrawn from the contract.",
        "A plan was drafted and sent back. It has no date and no owner.",
        "Staff have not been told what is wanted. The lead officer has changed twice.",
    ),
    "Amber": (
        "The pilot has begun in one of two districts, and 46% of cases now meet the standard.",
        "The guidance was published, and half of the teams have been briefed.",
        "Funding has been agreed until March 2027; a longer term is being discussed.",
        "A dip sample of 40 cases found 27 complete. The others are being put right.",
        "The system is being changed. Testing is planned for January 2027.",
        "Two of three posts are filled, and the third is advertised.",
        "The partners have agreed the wording, and the lawyers are looking at it.",
        "Training has reached 312 of 540 people. Sessions continue each month.",
        "The board agreed the approach. The first report is due in the next round.",
    ),
    "Green": (
        "This is in place in both districts, and an audit of 50 cases found all complete.",
        "All 540 people have been trained, and new starters are trained in their first month.",
        "The change has been made and is part of ordinary work. The figures are reported each quarter.",
        "The agreement was signed by all partners, and is in use.",
        "Done. The inspectorate saw it in its visit and had no concern.",
    ),
}
SLIP_REASONS = (
    "The post could not be filled.",
    "The supplier delivered later than agreed.",
    "The partners asked for more time.",
)
PROMISES = (
    ("Meeting", "Meet the lead to see the plan and its dates", "Cwrdd â'r arweinydd i weld y cynllun a'i ddyddiadau"),
    ("Request", "Ask for the figures of the last two quarters", "Gofyn am ffigurau'r ddau chwarter diwethaf"),
    ("Attendance", "Attend a training session and watch it", "Mynychu sesiwn hyfforddi a'i gwylio"),
    ("Assurance", "Look at a sample of twenty cases", "Edrych ar sampl o ugain achos"),
)
CLOSURES = (
    {"Ref": "12", "Date": "July 2026", "Decision": "Closed", "Reason": "The audit found every member trained."},
    {"Ref": "18", "Date": "April 2026", "Decision": "Not accepted", "Reason": "The training is for another body."},
    {"Ref": "22", "Date": "July 2026", "Decision": "Closed", "Reason": "Every case was referred within a day."},
    {"Ref": "39", "Date": "October 2026", "Decision": "Kept open", "Reason": "Only one district has it so far."},
    {
        "Ref": "10",
        "Date": "July 2026",
        "Decision": "No longer applicable",
        "Reason": "Missed calls are returned by a machine.",
    },
    {
        "Ref": "56",
        "Date": "October 2026",
        "Decision": "Superseded by",
        "Superseded by": "52",
        "Reason": "The page is part of the figures now.",
    },
)
