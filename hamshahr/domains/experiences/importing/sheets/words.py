"""The words by which headings call the fields of an experience, in five languages."""

from functools import cache

from hamshahr.kernel.folding import fold

# English, Persian, French, Spanish, Arabic; several words are one phrase, phrases are parted by |
_SAID = {
    "id": "id|code|identifier|case id|case code|reference|شناسه|کد|کد تجربه|identifiant|référence"
    "|identificador|código|referencia|المعرف|الرمز",
    "city": "city|municipality|metropolis|town|city name|شهر|نام شهر|کلان‌شهر|شهرداری|ville"
    "|municipalité|métropole|ciudad|municipio|ayuntamiento|المدينة|مدينة|البلدية",
    "country_iso2": "country|country code|nation|iso2|کشور|کد کشور|pays|code pays|país"
    "|código de país|البلد|الدولة|رمز البلد",
    "geonames_id": "geonames id|geonames|geonameid",
    "title": "title|name|project|project name|project title|experience|case|best practice|عنوان"
    "|نام پروژه|عنوان پروژه|پروژه|عنوان تجربه|تجربه|titre|intitulé|nom du projet|projet|título"
    "|nombre del proyecto|proyecto|experiencia|العنوان|عنوان المشروع|المشروع|اسم المشروع|التجربة",
    "title_en": "title en|english title|title in english|عنوان انگلیسی|عنوان به انگلیسی"
    "|titre anglais|titre en anglais|título en inglés|العنوان بالإنجليزية",
    "language": "language|lang|text language|زبان|زبان متن|langue|idioma|lengua|اللغة|لغة النص",
    "topics": "topic|topics|theme|themes|sector|field|category|subject|subjects|keywords|موضوع"
    "|موضوعات|موضوع‌ها|حوزه|زمینه|دسته|کلیدواژه‌ها|thème|thèmes|domaine|secteur|mots clés|tema"
    "|temas|ámbito|sector|palabras clave|الموضوع|المواضيع|المجال|القطاع",
    "status": "status|stage|state|progress|وضعیت|مرحله|وضعیت اجرا|statut|état|avancement|estado"
    "|situación|etapa|الحالة|المرحلة|الوضع",
    "start_year": "start|start year|year|start date|begin|beginning|since|from|year started"
    "|سال|سال شروع|شروع|سال آغاز|آغاز|تاریخ شروع|début|année|année de début|date de début|inicio"
    "|año|año de inicio|fecha de inicio|السنة|سنة البدء|البداية|تاريخ البدء",
    "end_year": "end|end year|end date|finish|completed in|until|to|سال پایان|پایان|تاریخ پایان"
    "|خاتمه|fin|année de fin|date de fin|año de fin|fecha de fin|final|سنة الانتهاء|النهاية"
    "|تاريخ الانتهاء",
    "true_as_of_year": "as of|as of year|true as of|information of|updated|سال اطلاعات"
    "|تاریخ اطلاعات|به‌روزرسانی|état en|mise à jour|actualizado|datos de|محدث في|سنة البيانات",
    "summary": "summary|abstract|description|overview|خلاصه|چکیده|شرح|توضیحات|شرح پروژه|résumé"
    "|description|synthèse|resumen|descripción|الملخص|ملخص|الوصف",
    "problem": "problem|challenge|issue|background|need|مسئله|مسأله|مشکل|چالش|problème|défi|enjeu"
    "|contexte|problema|desafío|reto|المشكلة|التحدي",
    "approach": "approach|solution|what was done|measures|implementation|activities|رویکرد"
    "|راه‌حل|اقدامات|روش اجرا|اقدام|approche|démarche|mise en œuvre|actions|enfoque|solución"
    "|medidas|ejecución|النهج|الحل|الإجراءات|التنفيذ",
    "cost": "cost|costs|budget|investment|هزینه|بودجه|اعتبار|coût|coûts|budget|costo|coste"
    "|presupuesto|inversión|التكلفة|الميزانية",
    "partners": "partner|partners|stakeholders|همکار|همکاران|شرکا|ذی‌نفعان|دستگاه‌های همکار"
    "|partenaire|partenaires|socio|socios|aliados|الشركاء|الشريك",
    "lessons": "lessons|lessons learned|lessons learnt|what went wrong|درس‌ها|درس‌آموخته‌ها"
    "|تجربیات|آموخته‌ها|leçons|enseignements|lecciones|lecciones aprendidas|الدروس"
    "|الدروس المستفادة",
    "transfer_conditions": "conditions|transferability|transfer conditions|requirements|شرایط"
    "|شرایط انتقال|پیش‌نیازها|پیش‌شرط‌ها|conditions|conditions de transfert|transférabilité"
    "|condiciones|requisitos|transferibilidad|شروط النقل|الشروط|المتطلبات",
    "sdgs": "sdg|sdgs|sdg goals|goals|اهداف توسعه پایدار|هدف توسعه پایدار|odd|ods"
    "|أهداف التنمية المستدامة",
    "licence": "licence|license|مجوز|پروانه انتشار|licencia|الترخيص",
    "rights_holder": "rights holder|copyright|دارنده حقوق|صاحب حق|ayant droit|titulaire des droits"
    "|titular de derechos|صاحب الحقوق",
    "results.indicator": "indicator|result|results|impact|outcome|measure|شاخص|نتیجه|نتایج"
    "|دستاورد|دستاوردها|indicateur|résultat|résultats|indicador|resultado|resultados|المؤشر"
    "|النتيجة|النتائج",
    "results.value": "value|result value|figure|مقدار|ارزش|valeur|valor|القيمة",
    "results.before": "before|baseline|initial value|قبل|پیش|مقدار قبل|پیش از اجرا|avant"
    "|valeur initiale|antes|línea de base|valor inicial|قبل|القيمة قبل",
    "results.after": "after|final value|بعد|پس|مقدار بعد|پس از اجرا|après|valeur finale|después"
    "|valor final|بعد|القيمة بعد",
    "results.unit": "unit|units|unit of measure|واحد|یکا|واحد اندازه‌گیری|unité|unidad|الوحدة",
    "results.year": "result year|year of result|measured in|measurement year|سال اندازه‌گیری"
    "|سال نتیجه|année de mesure|año de medición|سنة القياس",
    "sources.title": "source|sources|source title|report|reference title|منبع|منابع|عنوان منبع"
    "|مأخذ|source|fuente|fuentes|المصدر|المصادر",
    "sources.url": "url|link|web|website|address|source url|source link|web page|پیوند|لینک"
    "|نشانی|وبگاه|آدرس|lien|site web|adresse|enlace|vínculo|sitio web|página web|الرابط|الموقع",
    "sources.publisher": "publisher|published by|ناشر|éditeur|editor|editorial|الناشر",
    "sources.year": "source year|year of source|publication year|سال منبع|سال انتشار"
    "|année de publication|año de publicación|سنة النشر",
    # The column that a returned file has more than the one that was sent
    "": "what is wrong|what is wrong in this row|چه نادرست است|نادرستی این ردیف"
    "|ce qui ne va pas|lo que está mal|ما الخطأ|no|nr|row|number|ردیف|شماره|n°|núm|رقم|م",
}
_STATUSES = {
    "planned": "planned|in planning|planning|برنامه‌ریزی شده|در دست برنامه‌ریزی|در دست مطالعه"
    "|prévu|planifié|en projet|planificado|previsto|en planificación|مخطط|مخطط له",
    "ongoing": "ongoing|in progress|running|under way|active|در حال اجرا|در دست اجرا|جاری"
    "|en cours|en marche|en curso|en ejecución|activo|جار|جاري|قيد التنفيذ|مستمر",
    "completed": "completed|complete|finished|done|پایان یافته|خاتمه یافته|تکمیل شده|اجرا شده"
    "|انجام شده|achevé|terminé|réalisé|completado|terminado|finalizado|concluido|مكتمل|منجز|منته",
    "discontinued": "discontinued|stopped|cancelled|canceled|abandoned|متوقف|متوقف شده|رها شده"
    "|لغو شده|abandonné|arrêté|suspendu|interrumpido|cancelado|suspendido|متوقف|ملغى",
    "unknown": "unknown|not known|نامعلوم|نامشخص|inconnu|desconocido|غير معروف",
}


@cache
def field_words() -> dict[str, str]:
    """Return the field that each folded phrase calls, ``""`` for what is no field."""
    return {fold(said): key for key, words in _SAID.items() for said in words.split("|")}


@cache
def status_words() -> dict[str, str]:
    """Return the status that each folded word means."""
    by_code = {code: code for code in _STATUSES}
    by_word = {fold(said): code for code, words in _STATUSES.items() for said in words.split("|")}
    return by_word | by_code
