"""The headings of trackers in French, German, Spanish, Portuguese, Italian and Dutch, and the meaning of each."""

from collections.abc import Mapping

from loaders.vocabulary.heading_aliases import ColumnMeaning

RECOMMENDATION_HEADINGS = (
    "recommandation|recommandations|action recommandée|actions recommandées|empfehlung|empfehlungen|recomendación"
    "|recomendaciones|recomendação|recomendações|raccomandazione|raccomandazioni|aanbeveling|aanbevelingen"
)
"""The headings that name a recommendation, and give way to no other text."""
WEAK_HEADINGS: Mapping[ColumnMeaning, str] = {
    ColumnMeaning.REF: (
        "n°|nº|n.º|numéro|nr|lfd. nr|lfd nr|laufende nummer|kennung|número|núm|código|numero|codice|nummer"
    ),
    ColumnMeaning.TITLE: "intitulé|titre|bezeichnung|título|titolo|titel",
    ColumnMeaning.RECOMMENDATION: (
        "mesure|mesures|exigence|exigences|constat|constats|risque|description du risque|problème identifié"
        "|problèmes identifiés|tâche|engagement|maßnahme|maßnahmen|aufgabe|aufgaben|risiko|beschreibung|feststellung"
        "|feststellungen|risikobeschreibung|acción|acciones|medida|medidas|compromiso|compromisos|hallazgo|hallazgos"
        "|riesgo|descripción|descripción del riesgo|tarea|tareas|ação|ações|compromissos|achado|achados|risco"
        "|descrição|descrição do risco|descrição de risco|tarefa|tarefas|azione|azioni|misura|misure|rilievo|rilievi"
        "|rischio|descrizione|descrizione del rischio|maatregel|maatregelen|actie|acties|bevinding|bevindingen|risico"
        "|omschrijving|beschrijving"
    ),
    ColumnMeaning.THEME: (
        "thème|catégorie|catégories|domaine|axe|rubrique|volet|kategorie|bereich|handlungsfeld|categoría|área|eje"
        "|categoría del riesgo|categoria|eixo|ambito|sezione|categorie"
    ),
    ColumnMeaning.LEAD_AGENCY: (
        "responsable|responsables|pilote|porteur|service responsable|verantwortlich|verantwortliche|verantwortlicher"
        "|zuständig|zuständigkeit|federführung|entidad responsable|responsável|responsáveis|órgão|órgão responsável"
        "|responsabile|responsabili|verantwoordelijke|actiehouder|eigenaar"
    ),
    ColumnMeaning.STATUS: (
        "statut|état|état d'avancement|umsetzungsstand|bearbeitungsstand|estado|estatus|situação|andamento|stato|esito"
        "|stand van zaken"
    ),
    ColumnMeaning.RATING: (
        "probabilité|gravité|criticité|priorité|niveau|probabilidad|impacto|prioridad|gravedad|severidad|nivel"
        "|probabilidade|prioridade|gravidade|severidade|nível|wahrscheinlichkeit|eintrittswahrscheinlichkeit|auswirkung"
        "|priorität|schadensausmaß|probabilità|impatto|gravità|priorità|livello|waarschijnlijkheid|prioriteit"
    ),
    ColumnMeaning.TARGET: (
        "échéance|date d'échéance|délai|date cible|frist|termin|fällig am|fälligkeit|zieldatum|bis wann|fecha límite"
        "|fecha prevista|fecha estimada|fecha estimada de resolución|fecha fin|fecha de fin|término|data prevista"
        "|date de fin|date prévue|plazo|vencimiento|fecha de vencimiento|fecha compromiso|prazo|data limite|scadenza"
        "|streefdatum|einddatum"
    ),
    ColumnMeaning.UPDATE: (
        "commentaire|commentaires|remarque|remarques|avancement|suivi|bemerkung|bemerkungen|kommentar|kommentare"
        "|anmerkung|anmerkungen|fortschritt|observaciones|comentarios|seguimiento|avance|avances|observações"
        "|comentários|commenti|osservazioni|opmerking|opmerkingen|voortgang|toelichting"
    ),
}
"""The headings of each meaning, which give way to a stronger heading of the same meaning in the table."""
